package dev.stanch.trend;

import java.util.Arrays;

/** Collects the points of a series; a point that does not come after the last one is left out. */
public final class SeriesBuilder {
    private double[] seconds = new double[16];
    private double[] values = new double[16];
    private int size;

    public SeriesBuilder add(double second, double value) {
        if (!Double.isFinite(value) || (size > 0 && second <= seconds[size - 1])) {
            return this;
        }
        if (size == seconds.length) {
            seconds = Arrays.copyOf(seconds, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        seconds[size] = second;
        values[size] = value;
        size++;
        return this;
    }

    public int size() {
        return size;
    }

    public Series build() {
        return new Series(Arrays.copyOf(seconds, size), Arrays.copyOf(values, size));
    }
}
