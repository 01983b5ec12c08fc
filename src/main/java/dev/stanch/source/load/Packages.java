package dev.stanch.source.load;

import dev.stanch.source.load.PackageFiles.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds packages by import path or pattern around a working folder: its module, go.work, vendor,
 * replacements, the module cache, and GOROOT/src. What is missing is null, never a failure.
 */
public final class Packages {
    private static final int MAX_FILE = 64 << 20;
    private static final Pattern CLAUSE =
            Pattern.compile("(?m)^\\s*package\\s+([\\p{L}_][\\p{L}\\p{Nd}_]*)");

    private final Path working;
    private final Folders folders;
    private final BuildContext context;
    private final Modules modules;

    public Packages(Path working, Folders folders, BuildContext context) {
        this.working = working.toAbsolutePath().normalize();
        this.folders = folders;
        this.context = context;
        this.modules = Modules.around(working, folders);
    }

    /** The N of the {@code go 1.N} line that rules a package. */
    public int minor(String importPath) {
        return modules.minor(importPath);
    }

    /** The package of an import path as one of another package means it; null when missing. */
    public @Nullable PackageFiles find(String importPath, String importer) {
        Path folder = folder(importPath, importer);
        return folder == null ? null : read(importPath, folder);
    }

    private @Nullable Path folder(String importPath, String importer) {
        if (importPath.isEmpty() || importPath.startsWith("/") || importPath.contains("..")) {
            return null;
        }
        Path root = folders.root();
        if (root != null && modules.folder(importPath) == null) {
            Path library = root.resolve("src");
            boolean dotted = firstElement(importPath).indexOf('.') >= 0;
            boolean fromLibrary = firstElement(importer).indexOf('.') < 0;
            if (dotted
                    && fromLibrary
                    && Files.isDirectory(library.resolve("vendor").resolve(importPath))) {
                return library.resolve("vendor").resolve(importPath);
            }
            if (!dotted && Files.isDirectory(library.resolve(importPath))) {
                return library.resolve(importPath);
            }
        }
        return modules.folder(importPath);
    }

    private static String firstElement(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    /**
     * The packages that patterns name: import paths, folders that begin with a dot, and either with
     * {@code ...} at the end. testdata, vendor and folders that begin with a dot or underscore are
     * left out, as the go command does it.
     */
    public List<PackageFiles> match(List<String> patterns) throws IOException {
        Map<String, PackageFiles> found = new TreeMap<>();
        for (String pattern : patterns) {
            boolean deep = pattern.endsWith("...");
            String plain = deep ? pattern.substring(0, pattern.length() - 3) : pattern;
            plain = plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
            boolean local = plain.isEmpty() || plain.startsWith(".") || plain.startsWith("/");
            Path start = local ? working.resolve(plain).normalize() : folder(plain, "");
            if (start == null || !Files.isDirectory(start)) {
                continue;
            }
            for (Path folder : deep ? below(start) : List.of(start)) {
                String importPath =
                        local
                                ? importPath(folder)
                                : join(plain, start.relativize(folder).toString());
                PackageFiles files = read(importPath, folder);
                if (files != null) {
                    found.put(importPath, files);
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static String join(String base, String rest) {
        return rest.isEmpty() ? base : base + "/" + rest.replace('\\', '/');
    }

    private String importPath(Path folder) {
        String best = null;
        int depth = -1;
        for (var module : modules.own().entrySet()) {
            Path root = module.getValue();
            if (folder.startsWith(root) && root.getNameCount() > depth) {
                depth = root.getNameCount();
                best = join(module.getKey(), root.relativize(folder).toString());
            }
        }
        Path root = folders.root();
        if (best == null || best.equals("std") || best.startsWith("std/")) {
            if (root != null && folder.startsWith(root.resolve("src"))) {
                return root.resolve("src").relativize(folder).toString().replace('\\', '/');
            }
        }
        return best != null ? best : "command-line-arguments/" + folder.getFileName();
    }

    private static List<Path> below(Path start) throws IOException {
        var all = new ArrayList<Path>();
        walk(start, start, all);
        return all;
    }

    private static void walk(Path start, Path folder, List<Path> all) throws IOException {
        all.add(folder);
        List<Path> inner;
        try (Stream<Path> entries = Files.list(folder)) {
            inner =
                    entries.filter(Files::isDirectory)
                            .filter(p -> !Files.isSymbolicLink(p))
                            .sorted()
                            .toList();
        }
        for (Path next : inner) {
            String name = String.valueOf(next.getFileName());
            boolean skipped =
                    name.startsWith(".")
                            || name.startsWith("_")
                            || name.equals("testdata")
                            || name.equals("vendor");
            if (!skipped && !Files.isRegularFile(next.resolve("go.mod"))) {
                walk(start, next, all);
            }
        }
    }

    /** The files of a folder that the build takes; null when there are none. */
    public @Nullable PackageFiles read(String importPath, Path folder) {
        List<Path> names;
        try (Stream<Path> entries = Files.list(folder)) {
            names = entries.sorted().toList();
        } catch (IOException | UncheckedIOException unreadable) {
            return null;
        }
        var files = new ArrayList<Source>();
        var tests = new ArrayList<Source>();
        var outside = new ArrayList<Source>();
        for (Path path : names) {
            String name = String.valueOf(path.getFileName());
            String text = context.takesName(name) ? text(path) : null;
            if (text == null || !context.takes(name, text)) {
                continue;
            }
            if (!context.cgo() && text.contains("import \"C\"")) {
                continue;
            }
            boolean test = name.endsWith("_test.go");
            boolean other = test && packageName(text).endsWith("_test");
            (other ? outside : test ? tests : files).add(new Source(path, text));
        }
        if (files.isEmpty() && tests.isEmpty() && outside.isEmpty()) {
            return null;
        }
        return new PackageFiles(
                importPath, folder, List.copyOf(files), List.copyOf(tests), List.copyOf(outside));
    }

    private static String packageName(String text) {
        Matcher clause = CLAUSE.matcher(text);
        return clause.find() ? clause.group(1) : "";
    }

    private static @Nullable String text(Path path) {
        try {
            if (!Files.isRegularFile(path) || Files.size(path) > MAX_FILE) {
                return null;
            }
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return null;
        }
    }
}
