package dev.stanch.source.load;

import java.nio.file.Path;
import java.util.List;

/**
 * One package on disk: the files that the build takes.
 *
 * @param files the package's own
 * @param tests {@code _test.go} files of the same package
 * @param outside {@code _test.go} files of the package {@code name_test}
 */
public record PackageFiles(
        String importPath,
        Path folder,
        List<Source> files,
        List<Source> tests,
        List<Source> outside) {
    /** A file and its text. */
    public record Source(Path path, String text) {}
}
