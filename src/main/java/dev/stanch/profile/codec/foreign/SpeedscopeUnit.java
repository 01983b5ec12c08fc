package dev.stanch.profile.codec.foreign;

import dev.stanch.profile.ValueType;

/**
 * What the weights of a speedscope profile are.
 *
 * @param scale what a weight is multiplied with to be in the unit of the type
 */
record SpeedscopeUnit(ValueType type, double scale) {
    /** Distinct by type: milliseconds and seconds are one column. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SpeedscopeUnit unit && unit.type.equals(type);
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    static SpeedscopeUnit of(String name) {
        return switch (name) {
            case "nanoseconds" -> time(1);
            case "microseconds" -> time(1e3);
            case "milliseconds" -> time(1e6);
            case "seconds" -> time(1e9);
            case "bytes" -> new SpeedscopeUnit(new ValueType("space", "bytes"), 1);
            default -> new SpeedscopeUnit(new ValueType("samples", "count"), 1);
        };
    }

    private static SpeedscopeUnit time(double nanoseconds) {
        return new SpeedscopeUnit(new ValueType("time", "nanoseconds"), nanoseconds);
    }
}
