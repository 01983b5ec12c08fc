package dev.stanch.leak;

import org.jspecify.annotations.Nullable;

/**
 * One observed fact.
 *
 * @param source what it was read from, such as {@code goroutine profile}
 * @param text the fact in words and numbers
 * @param value the fact's main number; null where there is none
 */
public record Evidence(String source, String text, @Nullable Double value) {
    public static Evidence of(String source, String text) {
        return new Evidence(source, text, null);
    }

    public static Evidence of(String source, String text, double value) {
        return new Evidence(source, text, value);
    }
}
