package dev.stanch.capture.metric;

import dev.stanch.capture.Capture;
import dev.stanch.capture.Words;
import dev.stanch.capture.content.Json;
import dev.stanch.capture.content.PprofIndex;
import dev.stanch.io.FormatException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the numbers and facts out of metrics-like captures. */
public final class MetricReader {
    /** Go writes "no limit" as the largest int64. */
    private static final double NO_LIMIT = 9.2e18;

    private static final Set<String> KNOWN =
            MetricNames.PROMETHEUS.stream()
                    .map(MetricNames.Named::name)
                    .collect(Collectors.toUnmodifiableSet());

    /** Texts of a process's JSON that are facts. */
    private static final List<String> PROCESS_FACTS = List.of("executable", "GOMEMLIMIT", "GOGC");

    private MetricReader() {}

    /**
     * What a capture holds; empty for kinds that hold none. Values that are not finite, or negative
     * where that means nothing, are left out.
     */
    public static Metrics read(Capture capture) throws FormatException, IOException {
        Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
        Map<String, String> facts = new LinkedHashMap<>();
        try (InputStream in = capture.body().open()) {
            String name = capture.origin();
            switch (capture.kind()) {
                case METRICS -> prometheus(name, in, metrics, facts);
                case EXPVAR, RUNTIME_JSON -> json(name, in, metrics);
                case PROCESS -> process(name, in, metrics, facts);
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
        return new Metrics(metrics, facts);
    }

    /** Whether a key of a JSON object is one of the runtime's numbers. */
    public static boolean knows(String jsonKey) {
        return MetricNames.json(jsonKey) != null;
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

    private static void prometheus(
            String name, InputStream in, Map<Metric, Double> metrics, Map<String, String> facts)
            throws FormatException, IOException {
        Map<String, Double> values = new HashMap<>();
        Map<String, Integer> times = new HashMap<>();
        Map<String, Double> ends = new TreeMap<>();
        PrometheusText.read(
                name,
                in,
                sample -> {
                    prometheusFact(sample, facts);
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

    private static void process(
            String name, InputStream in, Map<Metric, Double> metrics, Map<String, String> facts)
            throws FormatException, IOException {
        Json.Flat json = Json.read(name, in);
        json.numbers()
                .forEach((key, number) -> {
                    @Nullable Metric metric = MetricNames.PROCESS.get(key);
                    if (metric != null) {
                        offer(metrics, metric, number);
                    }
                });
        for (String fact : PROCESS_FACTS) {
            @Nullable String text = json.texts().get(fact);
            if (text != null) {
                facts.put(fact, text);
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
