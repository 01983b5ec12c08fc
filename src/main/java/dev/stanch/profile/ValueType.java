package dev.stanch.profile;

import static java.util.Objects.requireNonNull;

/**
 * What one column of values counts.
 *
 * @param type such as {@code inuse_space}
 * @param unit such as {@code bytes}, {@code count}, {@code nanoseconds}
 */
public record ValueType(String type, String unit) {
    public ValueType {
        requireNonNull(type, "type");
        requireNonNull(unit, "unit");
    }
}
