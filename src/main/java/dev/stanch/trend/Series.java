package dev.stanch.trend;

import java.util.Arrays;

/**
 * One quantity over time.
 *
 * @param seconds strictly rising
 * @param values finite, same length as {@code seconds}
 */
@SuppressWarnings("ArrayRecordComponent") // a numeric column, never compared
public record Series(double[] seconds, double[] values) {
    public Series {
        if (seconds.length != values.length) {
            throw new IllegalArgumentException("seconds and values differ in length");
        }
        for (int i = 1; i < seconds.length; i++) {
            if (!(seconds[i] > seconds[i - 1])) {
                throw new IllegalArgumentException(
                        "seconds must rise, but " + seconds[i] + " follows " + seconds[i - 1]);
            }
        }
    }

    public int size() {
        return seconds.length;
    }

    /** From the first to the last point; 0 with fewer than two points. */
    public double duration() {
        return size() < 2 ? 0 : seconds[size() - 1] - seconds[0];
    }

    public double first() {
        return values[0];
    }

    public double last() {
        return values[size() - 1];
    }

    /**
     * The value at a moment, between two points by straight line, outside of them the nearest;
     * needs a point.
     */
    public double at(double second) {
        if (second <= seconds[0]) {
            return values[0];
        }
        for (int i = 1; i < seconds.length; i++) {
            if (second <= seconds[i]) {
                double part = (second - seconds[i - 1]) / (seconds[i] - seconds[i - 1]);
                return values[i - 1] + part * (values[i] - values[i - 1]);
            }
        }
        return last();
    }

    /** The points at or after {@code from} seconds. */
    public Series since(double from) {
        int start = 0;
        while (start < size() && seconds[start] < from) {
            start++;
        }
        return new Series(
                Arrays.copyOfRange(seconds, start, size()),
                Arrays.copyOfRange(values, start, size()));
    }

    /**
     * What is never given back: at each point the smallest value from there on. Coming and going
     * (requests in flight, garbage before its collection) vanishes, what stays remains.
     */
    public Series lowerEnvelope() {
        double[] envelope = values.clone();
        for (int i = envelope.length - 2; i >= 0; i--) {
            envelope[i] = Math.min(envelope[i], envelope[i + 1]);
        }
        return new Series(seconds, envelope);
    }
}
