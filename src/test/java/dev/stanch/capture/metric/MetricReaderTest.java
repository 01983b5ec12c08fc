package dev.stanch.capture.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureKind;
import dev.stanch.capture.Samples;
import dev.stanch.io.FormatException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MetricReaderTest {
    @Test
    void namesOfTheClientLibraryAndOfRuntimeMetricsAreKnown() throws Exception {
        String text =
                """
                # TYPE go_gc_duration_seconds summary
                go_gc_duration_seconds{quantile="0"} 1e-05
                go_gc_duration_seconds_sum 0.125
                go_gc_duration_seconds_count 12
                go_goroutines 42
                go_memstats_heap_alloc_bytes 1.048576e+06 1764000000000
                go_memory_classes_total_bytes 2.097152e+07
                go_gc_heap_live_bytes 524288
                go_sched_goroutines_goroutines 43
                go_gc_gogc_percent -1
                go_gc_gomemlimit_bytes 9.223372036854776e+18
                process_resident_memory_bytes 3.145728e+07
                process_start_time_seconds 1.764e+09
                go_threads NaN
                process_open_fds -1
                go_memstats_next_gc_bytes +Inf
                """;
        assertThat(read(CaptureKind.METRICS, text))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                Metric.GC_PAUSE_SECONDS_TOTAL, 0.125,
                                Metric.GC_COUNT, 12.0,
                                Metric.GOROUTINES, 42.0,
                                Metric.HEAP_ALLOC, 1048576.0,
                                Metric.GO_TOTAL, 20971520.0,
                                Metric.HEAP_LIVE, 524288.0,
                                Metric.GOGC, -1.0,
                                Metric.RSS, 31457280.0,
                                Metric.PROCESS_START, 1.764e9));
    }

    @Test
    void theRunbooksGaugesAndOthersOfTheirKindAreKnown() throws Exception {
        assertThat(read(CaptureKind.METRICS, "app_goroutines_count 9\napp_heap_alloc_bytes 100\n"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(Metric.GOROUTINES, 9.0, Metric.HEAP_ALLOC, 100.0));
        assertThat(read(CaptureKind.METRICS, "shop_goroutines_count 8\n"))
                .containsExactlyEntriesOf(Map.of(Metric.GOROUTINES, 8.0));
    }

    @Test
    void openMetricsWithExemplarsIsRead() throws Exception {
        String text =
                """
                # TYPE process_cpu_seconds counter
                process_cpu_seconds_total 1.5 # {trace_id="a} 7"} 0.1 1764000000.1
                go_goroutines{instance="x"} 5
                # EOF
                """;
        assertThat(read(CaptureKind.METRICS, text))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(Metric.CPU_SECONDS, 1.5, Metric.GOROUTINES, 5.0));
    }

    @Test
    void hostileLabelsDoNotMislead() throws Exception {
        String text =
                "go_info{version=\"go1.26\",x=\"a\\\"} 1\\n\\\\\",y=\"}{,=\"} 1\n"
                        + "go_goroutines{broken=\"no end} 3\n"
                        + "go_build_info{checksum=\"h1:x\",path=\"example.com/shop\",version=\"v1.2.3\"} 1\n"
                        + "go_threads 0x10 0x\n"
                        + "go_threads 4d\n"
                        + "go_memstats_sys_bytes 77\n";
        Capture capture = Samples.capture(CaptureKind.METRICS, 0, text);
        assertThat(MetricReader.read(capture).numbers())
                .containsEntry(Metric.GO_TOTAL, 77.0)
                .doesNotContainKey(Metric.GOROUTINES);
        assertThat(MetricReader.read(capture).facts())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "goVersion", "go1.26",
                                "appPath", "example.com/shop",
                                "appVersion", "v1.2.3"));
    }

    @Test
    void samplesOfSeveralProgramsAreNotTakenForOne() throws Exception {
        String text =
                "go_goroutines{instance=\"a\"} 5\ngo_goroutines{instance=\"b\"} 500\ngo_threads 3\n";
        assertThat(read(CaptureKind.METRICS, text))
                .containsExactlyEntriesOf(Map.of(Metric.THREADS, 3.0));
    }

    @Test
    void somethingElseIsRefused() {
        assertThatThrownBy(() -> read(CaptureKind.METRICS, "<html>\n<body>\n"))
                .isInstanceOf(FormatException.class)
                .hasMessage("sample: no metrics in the Prometheus text format; check the address");
        assertThatThrownBy(() -> read(CaptureKind.RUNTIME_JSON, "[1]"))
                .isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> read(CaptureKind.RUNTIME_JSON, "{\"goroutines\": 1"))
                .isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> read(CaptureKind.RUNTIME_JSON, "{\"a\":".repeat(10_000)))
                .isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> read(CaptureKind.COUNTS, "<html>"))
                .isInstanceOf(FormatException.class);
    }

    @Test
    void jsonOfManySpellingsIsKnown() throws Exception {
        String text =
                "{\"runtime\": {\"NumGoroutine\": 3, \"alloc_mb\": 2, \"Sys\": 10, \"list\": [{\"goroutines\": 99}]}, \"num_gc\": 1e400}";
        assertThat(read(CaptureKind.RUNTIME_JSON, text))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                Metric.GOROUTINES, 3.0,
                                Metric.HEAP_ALLOC, 2097152.0,
                                Metric.GO_TOTAL, 10.0));
    }

    @Test
    void theHeapTextsStatisticsAreRead() throws Exception {
        String text =
                "heap profile: 1: 2 [3: 4] @ heap/1048576\n\n# runtime.MemStats\n# Alloc = 11\n# TotalAlloc = 99\n# HeapAlloc = 12\n# NumGC = 4\n# PauseNs = [1 2 3]\n# MaxRSS = 5\n";
        assertThat(read(CaptureKind.HEAP_TEXT, text))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                Metric.ALLOC_TOTAL_BYTES, 99.0,
                                Metric.HEAP_ALLOC, 12.0,
                                Metric.GC_COUNT, 4.0));
    }

    @Test
    void damagedTextsNeverEscapeAsAnythingElse() {
        Random random = new Random(7);
        String good =
                Samples.METRICS
                        + "x{a=\"b\\n\",c=\"d\"} 1.5e3 17 # {e=\"f\"} 1\n{\"a\": {\"goroutines\": 5}}\n";
        Map<CaptureKind, Integer> refused = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(good);
            for (int edits = random.nextInt(1, 8); edits > 0; edits--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, "{\"\\,} \n".charAt(random.nextInt(7)));
                }
            }
            CaptureKind kind = i % 2 == 0 ? CaptureKind.METRICS : CaptureKind.RUNTIME_JSON;
            String input =
                    i % 2 == 0
                            ? text.toString()
                            : text.substring(
                                    text.lastIndexOf("{\"a") < 0 ? 0 : text.lastIndexOf("{\"a"));
            try {
                Map<Metric, Double> metrics = read(kind, input);
                assertThat(metrics.values()).allMatch(Double::isFinite);
            } catch (FormatException e) {
                assertThat(e.getMessage()).startsWith("sample");
                refused.merge(kind, 1, Integer::sum);
            } catch (IOException e) {
                throw new AssertionError("in memory nothing can fail to be read", e);
            }
        }
        assertThat(refused).containsKey(CaptureKind.RUNTIME_JSON);
    }

    private static Map<Metric, Double> read(CaptureKind kind, String text)
            throws FormatException, IOException {
        return MetricReader.read(Samples.capture(kind, 0, text)).numbers();
    }
}
