package dev.stanch.capture.metric;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a metrics-like capture tells.
 *
 * @param numbers in the units of {@link Metric}
 * @param facts in words: {@code goVersion}, {@code appPath}, {@code appVersion}, {@code
 *     executable}, {@code GOMEMLIMIT}, {@code GOGC}
 */
public record Metrics(Map<Metric, Double> numbers, Map<String, String> facts) {
    public Metrics {
        numbers =
                numbers.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(numbers));
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
