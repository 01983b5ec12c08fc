package dev.stanch.process.symbol;

import static java.util.Objects.requireNonNull;

/**
 * A function and a line in it, found for an address.
 *
 * @param function as the program knows it; empty when unknown
 * @param file path as the program knows it; empty when unknown
 * @param line 1-based; 0 when unknown
 * @param startLine of the function; 0 when unknown
 */
public record SourceFrame(String function, String file, int line, int startLine) {
    public SourceFrame {
        requireNonNull(function, "function");
        requireNonNull(file, "file");
    }
}
