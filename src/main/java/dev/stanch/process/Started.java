package dev.stanch.process;

import static java.util.Objects.requireNonNull;

/**
 * A {@code go} statement.
 *
 * @param at function and line that a profile would print
 * @param function what runs in the goroutine, as profiles name it; the compiler's wrapper, such as
 *     {@code main.serve.gowrap1}, where that calls a function value
 */
public record Started(ProcessFrame at, String function) {
    public Started {
        requireNonNull(at, "at");
        requireNonNull(function, "function");
    }
}
