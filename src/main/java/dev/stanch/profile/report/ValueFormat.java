package dev.stanch.profile.report;

import dev.stanch.profile.measure.GoFloat;
import dev.stanch.profile.measure.Units;

/**
 * How a report prints sample values.
 *
 * @param sampleUnit of the values
 * @param outputUnit to print them in; also {@link Units#MINIMUM} and {@link Units#AUTO}
 * @param ratio to multiply them with: 1 / divide_by
 */
public record ValueFormat(String sampleUnit, String outputUnit, double ratio) {
    public String of(long value) {
        return Units.label(scaled(value), sampleUnit, outputUnit);
    }

    /** As {@link #of}, but a dot for nothing. */
    public String orDot(long value) {
        return value == 0 ? "." : of(value);
    }

    /** The value after {@code divide_by}. */
    public long scaled(long value) {
        return ratio > 0 && ratio != 1 ? GoFloat.toInt64((double) value * ratio) : value;
    }

    ValueFormat in(String unit) {
        return new ValueFormat(sampleUnit, unit, ratio);
    }
}
