package dev.stanch.scan;

import java.util.List;
import java.util.Optional;

/** Finds the text of Go files by the path that the binary carries. */
public interface SourceFinder {
    /** The text of a file, empty when it is not here or too large. */
    Optional<String> text(String path);

    /**
     * All Go files of the folder that holds {@code path}, tests left out, in the naming of {@code
     * path}.
     */
    List<String> packageFiles(String path);

    /** All files in C of the folder that holds {@code path}, headers too, for cgo. */
    default List<String> cFiles(String path) {
        return List.of();
    }

    /**
     * All Go files of the module that holds {@code path}, tests left out; empty when it cannot be
     * told that these are all.
     */
    default List<String> moduleFiles(String path) {
        return List.of();
    }
}
