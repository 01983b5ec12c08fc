package dev.stanch.goroutine;

import static java.util.Objects.requireNonNull;

/**
 * The {@code go} statement that started a goroutine.
 *
 * @param function the function that holds the statement
 * @param file path as the binary knows it; empty when the dump was cut before it
 * @param line 1-based; 0 when unknown
 * @param creator id of the goroutine that executed the statement; 0 when the dump does not tell it
 *     (Go before 1.21)
 */
public record CreatedBy(String function, String file, int line, long creator) {
    public CreatedBy {
        requireNonNull(function, "function");
        requireNonNull(file, "file");
    }
}
