package dev.stanch.scan;

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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Source files on this machine. A path is taken as the binary carries it; a path of a {@code
 * -trimpath} binary ({@code module@version/file.go}, {@code import/path/file.go}) is looked up
 * below the given roots and in the module cache.
 */
public final class DiskSources implements SourceFinder {
    private static final long MAX_FILE_BYTES = 4 << 20;
    private static final int MAX_FILES_OF_A_PACKAGE = 2_000;
    private static final int MAX_FILES_OF_A_MODULE = 4_000;
    private static final int MAX_DEPTH = 24;

    private final List<Path> roots;

    /** Knows only absolute paths and the module cache. */
    public DiskSources() {
        this(List.of());
    }

    public DiskSources(List<Path> roots) {
        var all = new ArrayList<>(roots);
        moduleCache().ifPresent(all::add);
        this.roots = List.copyOf(all);
    }

    @Override
    public Optional<String> text(String path) {
        return find(path).flatMap(DiskSources::read);
    }

    @Override
    public List<String> packageFiles(String path) {
        Optional<Path> found = folder(path);
        if (found.isEmpty()) {
            return List.of();
        }
        String folder = MemorySources.folder(path);
        String prefix = path.indexOf('/') < 0 ? "" : folder + "/";
        var names = new ArrayList<String>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(found.get(), "*.go")) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (!name.endsWith("_test.go") && names.size() < MAX_FILES_OF_A_PACKAGE) {
                    names.add(prefix + name);
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
                return Optional.of(plain).filter(Files::isRegularFile);
            }
            for (Path root : roots) {
                for (Path tail = plain; tail != null; tail = withoutFirst(tail)) {
                    Path candidate = root.resolve(tail).normalize();
                    if (candidate.startsWith(root.normalize()) && Files.isRegularFile(candidate)) {
                        return Optional.of(candidate);
                    }
                    Path escaped = root.resolve(escapeCapitals(tail.toString())).normalize();
                    if (escaped.startsWith(root.normalize()) && Files.isRegularFile(escaped)) {
                        return Optional.of(escaped);
                    }
                }
            }
            return Optional.empty();
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }

    private static @Nullable Path withoutFirst(Path path) {
        return path.getNameCount() > 1 ? path.subpath(1, path.getNameCount()) : null;
    }

    /**
     * The module cache spells a capital letter as {@code !} and its small form
     * (golang.org/x/mod/module).
     */
    private static String escapeCapitals(String path) {
        var out = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                out.append('!').append((char) (c + 'a' - 'A'));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static Optional<Path> moduleCache() {
        String cache = System.getenv("GOMODCACHE");
        if (cache == null || cache.isEmpty()) {
            String gopath = System.getenv("GOPATH");
            String home = System.getProperty("user.home", "");
            cache = (gopath == null || gopath.isEmpty() ? home + "/go" : gopath) + "/pkg/mod";
        }
        try {
            return Optional.of(Path.of(cache)).filter(Files::isDirectory);
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
