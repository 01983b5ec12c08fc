package dev.stanch.diagnosis;

import dev.stanch.capture.metric.Metric;
import dev.stanch.diagnosis.observation.Observation;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** What a reader wants to know of the target itself. */
final class FactsOfTarget {
    private final Observation observation;

    FactsOfTarget(Observation observation) {
        this.observation = observation;
    }

    Map<String, String> all() {
        Map<String, String> facts = new LinkedHashMap<>(observation.facts());
        number(facts, "goroutines", Metric.GOROUTINES);
        bytes(facts, "heap", Metric.HEAP_ALLOC);
        bytes(facts, "rss", Metric.RSS);
        bytes(facts, "pss", Metric.PSS);
        bytes(facts, "memoryLimit", Metric.CGROUP_LIMIT);
        return facts;
    }

    private void number(Map<String, String> facts, String name, Metric metric) {
        OptionalDouble value = observation.latest(metric);
        if (value.isPresent()) {
            facts.put(name, String.format(Locale.ROOT, "%,.0f", value.getAsDouble()));
        }
    }

    private void bytes(Map<String, String> facts, String name, Metric metric) {
        OptionalDouble value = observation.latest(metric);
        if (value.isPresent()) {
            facts.put(
                    name, String.format(Locale.ROOT, "%.1f MiB", value.getAsDouble() / (1 << 20)));
        }
    }
}
