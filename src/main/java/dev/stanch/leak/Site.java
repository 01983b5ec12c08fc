package dev.stanch.leak;

import static java.util.Objects.requireNonNull;

/**
 * A place in Go source.
 *
 * @param function full name as the binary knows it, such as {@code main.(*Hub).publish}
 * @param file path as the binary knows it
 * @param line 1-based; 0 when unknown
 */
public record Site(String function, String file, int line) {
    public Site {
        requireNonNull(function, "function");
        requireNonNull(file, "file");
    }

    /** The last element of {@link #file}, such as {@code hub.go}. */
    public String fileName() {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** {@code hub.go:88}. */
    public String place() {
        return fileName() + ":" + line;
    }
}
