package dev.stanch.goroutine;

import static java.util.Objects.requireNonNull;

/**
 * One call on a goroutine's stack.
 *
 * @param function full name as the dump prints it, such as {@code main.(*Hub).publish} or {@code
 *     main.(*Cache[...]).Get}; {@code non-Go function} for an unsymbolized C frame
 * @param arguments what stands between the parentheses, such as {@code 0xc000012345, 0x1}; {@code
 *     ...} for an inlined call
 * @param file path as the binary knows it; empty when the dump names none
 * @param line 1-based; 0 when unknown
 */
public record Frame(String function, String arguments, String file, int line) {
    public Frame {
        requireNonNull(function, "function");
        requireNonNull(arguments, "arguments");
        requireNonNull(file, "file");
    }

    /** Whether the compiler inlined this call into its caller. */
    public boolean inlined() {
        return arguments.equals("...");
    }
}
