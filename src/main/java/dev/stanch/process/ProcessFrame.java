package dev.stanch.process;

import static java.util.Objects.requireNonNull;

import dev.stanch.process.symbol.SourceFrame;

/**
 * A function and a line in it, found for an address of the program.
 *
 * @param function full name with type arguments, such as {@code main.(*Hub).publish}
 * @param file path as the binary knows it; {@code ?} when the table does not tell it
 * @param line 1-based; 0 when unknown
 */
public record ProcessFrame(String function, String file, int line) {
    public ProcessFrame {
        requireNonNull(function, "function");
        requireNonNull(file, "file");
    }

    static ProcessFrame of(SourceFrame frame) {
        return new ProcessFrame(frame.function(), frame.file(), frame.line());
    }
}
