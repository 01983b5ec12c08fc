package dev.stanch.capture;

import dev.stanch.io.FormatException;
import java.io.IOException;
import java.util.Map;

/** Reads the numbers and facts out of metrics-like captures. */
public final class MetricReader {
    private MetricReader() {}

    /**
     * The numbers that a capture holds; empty for kinds that hold none. Values that are not finite,
     * or negative where that means nothing, are left out.
     */
    public static Map<Metric, Double> read(Capture capture) throws FormatException, IOException {
        if (Unbuilt.built()) {
            throw new IllegalStateException();
        }
        throw new UnsupportedOperationException();
    }

    /**
     * Facts in words: {@code goVersion}, {@code appPath}, {@code appVersion}, {@code executable}.
     */
    public static Map<String, String> facts(Capture capture) throws FormatException, IOException {
        if (Unbuilt.built()) {
            throw new IllegalStateException();
        }
        throw new UnsupportedOperationException();
    }
}
