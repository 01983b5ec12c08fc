package dev.stanch.leak;

/**
 * A series to be drawn.
 *
 * @param title such as {@code goroutines at hub.go:88}
 * @param unit {@code count}, {@code bytes} or {@code seconds}
 * @param seconds since the start of the observation, rising
 * @param values same length as {@code seconds}
 */
@SuppressWarnings("ArrayRecordComponent") // drawn once, never compared
public record Plot(String title, String unit, double[] seconds, double[] values) {
    public Plot {
        if (seconds.length != values.length) {
            throw new IllegalArgumentException("seconds and values differ in length");
        }
    }
}
