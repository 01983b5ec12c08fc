package dev.stanch.capture;

import dev.stanch.io.FormatException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the numbers and facts out of metrics-like captures. */
public final class MetricReader {
    /** Go writes "no limit" as the largest int64. */
    private static final double NO_LIMIT = 9.2e18;

    private MetricReader() {}

    /**
     * The numbers that a capture holds; empty for kinds that hold none. Values that are not finite,
     * or negative where that means nothing, are left out.
     */
    public static Map<Metric, Double> read(Capture capture) throws FormatException, IOException {
        Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
        try (InputStream in = capture.body().open()) {
            String name = capture.origin();
            switch (capture.kind()) {
                case METRICS -> prometheus(name, in, metrics);
                case EXPVAR, RUNTIME_JSON -> json(name, in, metrics);
                case PROCESS -> process(name, in, metrics);
                case COUNTS -> counts(name, in, metrics);
                case HEAP_TEXT -> heapText(in, metrics);
                case GOROUTINE,
                        GOROUTINE_LEAK,
                        GOROUTINE_DUMP,
                        HEAP,
                        ALLOCS,
                        CPU,
                        SYMBOLS,
                        SOURCE,
                        OTHER -> {}
            }
        }
        return metrics;
    }

    /**
     * Facts in words: {@code goVersion}, {@code appPath}, {@code appVersion}, {@code executable},
     * {@code GOMEMLIMIT}, {@code GOGC}.
     */
    public static Map<String, String> facts(Capture capture) throws FormatException, IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        try (InputStream in = capture.body().open()) {
            if (capture.kind() == CaptureKind.METRICS) {
                PrometheusText.read(capture.origin(), in, sample -> prometheusFact(sample, facts));
            } else if (capture.kind() == CaptureKind.PROCESS) {
                Map<String, String> texts = Json.texts(capture.origin(), in);
                for (String name : new String[] {"executable", "GOMEMLIMIT", "GOGC"}) {
                    @Nullable String text = texts.get(name);
                    if (text != null) {
                        facts.put(name, text);
                    }
                }
            }
        }
        return facts;
    }

    private static void prometheusFact(PrometheusText.Sample sample, Map<String, String> facts) {
        if (sample.name().equals("go_info")) {
            put(facts, "goVersion", sample.labels().get("version"));
        } else if (sample.name().equals("go_build_info")) {
            put(facts, "appPath", sample.labels().get("path"));
            put(facts, "appVersion", sample.labels().get("version"));
        }
    }

    private static void put(Map<String, String> facts, String name, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            facts.put(name, Words.firstLine(text, 200));
        }
    }

    private static void prometheus(String name, InputStream in, Map<Metric, Double> metrics)
            throws FormatException, IOException {
        Map<String, Double> values = new HashMap<>();
        Map<String, Integer> times = new HashMap<>();
        Map<String, Double> ends = new TreeMap<>();
        PrometheusText.read(
                name,
                in,
                sample -> {
                    if (KNOWN.contains(sample.name())) {
                        values.put(sample.name(), sample.value());
                        times.merge(sample.name(), 1, Integer::sum);
                    } else if (sample.labels().isEmpty() && ends.size() < 10_000) {
                        ends.put(sample.name(), sample.value());
                    }
                });
        for (MetricNames.Named named : MetricNames.PROMETHEUS) {
            @Nullable Double value = values.get(named.name());
            // several samples of one name are several programs: which of them is ours is unknown
            if (value != null && times.getOrDefault(named.name(), 0) == 1) {
                offer(metrics, named.metric(), value);
            }
        }
        for (MetricNames.Named end : MetricNames.PROMETHEUS_ENDS) {
            for (Map.Entry<String, Double> own : ends.entrySet()) {
                if (own.getKey().endsWith(end.name())) {
                    offer(metrics, end.metric(), own.getValue());
                }
            }
        }
    }

    private static final java.util.Set<String> KNOWN = known();

    private static java.util.Set<String> known() {
        java.util.Set<String> names = new java.util.HashSet<>();
        MetricNames.PROMETHEUS.forEach(named -> names.add(named.name()));
        return java.util.Collections.unmodifiableSet(names);
    }

    private static void json(String name, InputStream in, Map<Metric, Double> metrics)
            throws FormatException, IOException {
        Map<String, Double> numbers = Json.numbers(name, in);
        // in MemStats "Alloc" and "HeapAlloc" are the same; the exact name goes first
        for (boolean exact : new boolean[] {true, false}) {
            for (Map.Entry<String, Double> number : numbers.entrySet()) {
                String path = number.getKey();
                String key = path.substring(path.lastIndexOf('.') + 1);
                MetricNames.@Nullable Scaled scaled = MetricNames.json(key);
                if (scaled != null && exact != key.equalsIgnoreCase("alloc")) {
                    offer(metrics, scaled.metric(), number.getValue() * scaled.factor());
                }
            }
        }
    }

    private static void process(String name, InputStream in, Map<Metric, Double> metrics)
            throws FormatException, IOException {
        for (Map.Entry<String, Double> number : Json.numbers(name, in).entrySet()) {
            @Nullable Metric metric = ProcessReading.METRICS.get(number.getKey());
            if (metric != null) {
                offer(metrics, metric, number.getValue());
            }
        }
    }

    private static void counts(String name, InputStream in, Map<Metric, Double> metrics)
            throws FormatException, IOException {
        String page = new String(in.readNBytes(4 << 20), StandardCharsets.UTF_8);
        Map<String, Long> counts = PprofIndex.counts(page);
        if (counts.isEmpty()) {
            throw new FormatException(name, 0, "expected the index page of net/http/pprof");
        }
        offer(metrics, Metric.GOROUTINES, counts.get("goroutine"));
        offer(metrics, Metric.HEAP_PROFILE_RECORDS, counts.get("heap"));
    }

    /** The {@code # Name = 123} lines at the end of {@code heap?debug=1}. */
    private static void heapText(InputStream in, Map<Metric, Double> metrics) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 15);
        String line;
        while ((line = lines.readLine()) != null) {
            int equals = line.indexOf(" = ");
            if (!line.startsWith("# ") || equals < 0) {
                continue;
            }
            String key = line.substring(2, equals).strip();
            MetricNames.@Nullable Scaled scaled =
                    key.equals("Alloc") ? null : MetricNames.json(key);
            PrometheusText.@Nullable Sample sample =
                    PrometheusText.sample("x " + line.substring(equals + 3));
            if (scaled != null && sample != null) {
                offer(metrics, scaled.metric(), sample.value() * scaled.factor());
            }
        }
    }

    /** Keeps the first good value of a number. */
    private static void offer(Map<Metric, Double> metrics, Metric metric, @Nullable Number number) {
        if (number == null) {
            return;
        }
        double value = number.doubleValue();
        boolean unlimited = metric == Metric.GOMEMLIMIT && value >= NO_LIMIT;
        if (Double.isFinite(value) && (value >= 0 || metric == Metric.GOGC) && !unlimited) {
            metrics.putIfAbsent(metric, value);
        }
    }
}
