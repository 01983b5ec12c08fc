package dev.stanch.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Go module that a folder belongs to. Binaries built from it with {@code -trimpath} name its
 * files by import path.
 *
 * @param path what the {@code module} line of go.mod says
 * @param folder where go.mod is
 */
record WorkingModule(String path, Path folder) {
    private static final String MODULE = "module ";

    /** The nearest go.mod in the folder or above; empty without one, or when it is unreadable. */
    static Optional<WorkingModule> around(Path working) {
        Path start = working.toAbsolutePath().normalize();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path file = folder.resolve("go.mod");
            if (Files.isRegularFile(file)) {
                Path found = folder;
                return name(file).map(name -> new WorkingModule(name, found));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> name(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(String::strip)
                    .filter(line -> line.startsWith(MODULE))
                    .map(line -> line.substring(MODULE.length()).split("//", 2)[0].strip())
                    .map(name -> name.replace("\"", ""))
                    .findFirst();
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    /** The module's own file that a path of a {@code -trimpath} binary means. */
    Optional<Path> file(String importPath) {
        if (!importPath.startsWith(path + "/")) {
            return Optional.empty();
        }
        return DiskSources.inside(folder, Path.of(importPath.substring(path.length() + 1)));
    }
}
