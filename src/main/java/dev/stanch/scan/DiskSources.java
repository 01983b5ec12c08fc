package dev.stanch.scan;

import dev.stanch.source.load.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Source files on this machine. A path is taken as the binary carries it. Where nothing is there,
 * since the binary was built elsewhere or with {@code -trimpath} ({@code module@version/file.go},
 * {@code import/path/file.go}), its tails are looked up below the given roots; a path without a
 * root also in the module of the working folder and in the module cache.
 */
public final class DiskSources implements SourceFinder {
    private static final long MAX_FILE_BYTES = 4 << 20;
    private static final int MAX_FILES_OF_A_PACKAGE = 2_000;
    private static final int MAX_FILES_OF_A_MODULE = 4_000;
    private static final int MAX_DEPTH = 24;

    private static final String CACHE = "/pkg/mod/";
    private static final Pattern STANDARD_LIBRARY = Pattern.compile("/go[^/]*/src/");

    private final List<Path> roots;
    private final Optional<WorkingModule> module;
    private final Optional<Path> moduleCache;

    /** Knows only absolute paths and the module cache. */
    public DiskSources() {
        this(List.of(), Optional.empty());
    }

    /**
     * @param roots folders that the user names: tails of all paths are looked up there
     * @param working the folder that stanch was started in
     */
    public DiskSources(List<Path> roots, Path working) {
        this(roots, WorkingModule.around(working));
    }

    private DiskSources(List<Path> roots, Optional<WorkingModule> module) {
        this.roots = List.copyOf(roots);
        this.module = module;
        this.moduleCache = moduleCache();
    }

    @Override
    public Optional<String> text(String path) {
        return find(path).flatMap(DiskSources::read);
    }

    @Override
    public List<String> packageFiles(String path) {
        return inFolder(path, "*.go").stream().filter(name -> !name.endsWith("_test.go")).toList();
    }

    @Override
    public List<String> cFiles(String path) {
        return inFolder(path, "*.{c,h,cc,cpp,cxx}");
    }

    private List<String> inFolder(String path, String pattern) {
        Optional<Path> found = folder(path);
        if (found.isEmpty()) {
            return List.of();
        }
        String prefix = path.indexOf('/') < 0 ? "" : MemorySources.folder(path) + "/";
        var names = new ArrayList<String>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(found.get(), pattern)) {
            for (Path file : files) {
                if (names.size() < MAX_FILES_OF_A_PACKAGE) {
                    names.add(prefix + file.getFileName());
                }
            }
        } catch (IOException unreadable) {
            return List.of();
        }
        Collections.sort(names);
        return List.copyOf(names);
    }

    /** Modules that others import (in the module cache, vendored) may be used from anywhere. */
    @Override
    public List<String> moduleFiles(String path) {
        if (path.contains("/pkg/mod/") || path.contains("/vendor/") || !path.startsWith("/")) {
            return List.of();
        }
        Path top = folder(path).orElse(null);
        while (top != null && !Files.isRegularFile(top.resolve("go.mod"))) {
            top = top.getParent();
        }
        if (top == null) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(top, MAX_DEPTH)) {
            List<String> files =
                    all.map(Path::toString)
                            .filter(name -> name.endsWith(".go") && !name.endsWith("_test.go"))
                            .limit(MAX_FILES_OF_A_MODULE + 1L)
                            .sorted()
                            .toList();
            return files.size() > MAX_FILES_OF_A_MODULE ? List.of() : files;
        } catch (IOException | UncheckedIOException unreadable) {
            return List.of();
        }
    }

    /** The folder of a file, which itself need not be there when the path is absolute. */
    private Optional<Path> folder(String path) {
        Optional<Path> file = find(path);
        if (file.isPresent()) {
            return file.map(Path::getParent);
        }
        try {
            Path plain = Path.of(path);
            return plain.isAbsolute()
                    ? Optional.ofNullable(plain.getParent()).filter(Files::isDirectory)
                    : Optional.empty();
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }

    private Optional<Path> find(String path) {
        try {
            Path plain = Path.of(path);
            if (plain.isAbsolute()) {
                return Optional.of(plain)
                        .filter(Files::isRegularFile)
                        .or(() -> builtElsewhere(plain));
            }
            return module.flatMap(working -> working.file(path))
                    .or(() -> below(roots, plain))
                    .or(() -> moduleCache.flatMap(cache -> below(List.of(cache), plain)));
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }

    /**
     * Only the user's own files are looked for by ever shorter tails: a file of the standard
     * library or of another module that has the name of one of the user's is not that one.
     */
    private Optional<Path> builtElsewhere(Path path) {
        String text = path.toString();
        int cached = text.indexOf(CACHE);
        if (cached >= 0) {
            Path inCache = Path.of(text.substring(cached + CACHE.length()));
            return moduleCache.flatMap(cache -> inside(cache, inCache));
        }
        return STANDARD_LIBRARY.matcher(text).find()
                ? Optional.empty()
                : below(roots, Path.of("/").relativize(path));
    }

    private static Optional<Path> below(List<Path> roots, Path path) {
        for (Path root : roots) {
            for (Path tail = path; tail != null; tail = withoutFirst(tail)) {
                Path escaped = Path.of(Folders.escaped(tail.toString()));
                Optional<Path> found = inside(root, tail).or(() -> inside(root, escaped));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** The file below a folder; empty when it is none, or when the path leads out of the folder. */
    static Optional<Path> inside(Path folder, Path path) {
        Path file = folder.resolve(path).normalize();
        return Optional.of(file)
                .filter(f -> f.startsWith(folder.normalize()) && Files.isRegularFile(f));
    }

    private static @Nullable Path withoutFirst(Path path) {
        return path.getNameCount() > 1 ? path.subpath(1, path.getNameCount()) : null;
    }

    private static Optional<Path> moduleCache() {
        try {
            return Optional.of(Folders.findCache()).filter(Files::isDirectory);
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }

    private static Optional<String> read(Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            var decoder =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPLACE)
                            .onUnmappableCharacter(CodingErrorAction.REPLACE);
            return Optional.of(decoder.decode(ByteBuffer.wrap(bytes)).toString());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
