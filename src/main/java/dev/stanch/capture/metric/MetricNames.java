package dev.stanch.capture.metric;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which names stand for which number. Of several names for one number the earlier wins: what the
 * client library samples at the scrape comes before what a program copies into a gauge now and
 * then.
 */
final class MetricNames {
    /** A name in the Prometheus text and what it stands for. */
    record Named(Metric metric, String name) {}

    /** client_golang, its runtime/metrics names, the OpenTelemetry names, then the runbook's. */
    static final List<Named> PROMETHEUS = new ArrayList<>();

    static {
        prometheus(
                Metric.GOROUTINES,
                "go_goroutines",
                "go_sched_goroutines_goroutines",
                "go_goroutine_count",
                "app_goroutines_count");
        prometheus(
                Metric.GOROUTINES_CREATED,
                "go_sched_goroutines_created_goroutines_total",
                "go_sched_goroutines_created_goroutines");
        prometheus(Metric.THREADS, "go_threads", "go_sched_threads_total_threads");
        prometheus(
                Metric.HEAP_ALLOC,
                "go_memstats_heap_alloc_bytes",
                "go_memstats_alloc_bytes",
                "go_memory_classes_heap_objects_bytes",
                "app_heap_alloc_bytes");
        prometheus(Metric.HEAP_LIVE, "go_gc_heap_live_bytes");
        prometheus(Metric.HEAP_SYS, "go_memstats_heap_sys_bytes");
        prometheus(Metric.HEAP_INUSE, "go_memstats_heap_inuse_bytes");
        prometheus(
                Metric.HEAP_RELEASED,
                "go_memstats_heap_released_bytes",
                "go_memory_classes_heap_released_bytes");
        prometheus(
                Metric.HEAP_GOAL,
                "go_memstats_next_gc_bytes",
                "go_gc_heap_goal_bytes",
                "go_memory_gc_goal_bytes");
        prometheus(Metric.HEAP_OBJECTS, "go_memstats_heap_objects", "go_gc_heap_objects_objects");
        prometheus(Metric.GO_TOTAL, "go_memstats_sys_bytes", "go_memory_classes_total_bytes");
        prometheus(
                Metric.STACK_SYS,
                "go_memstats_stack_sys_bytes",
                "go_memory_classes_heap_stacks_bytes");
        prometheus(
                Metric.ALLOC_TOTAL_BYTES,
                "go_memstats_alloc_bytes_total",
                "go_gc_heap_allocs_bytes_total",
                "go_memory_allocated_bytes_total");
        prometheus(
                Metric.MALLOCS,
                "go_memstats_mallocs_total",
                "go_gc_heap_allocs_objects_total",
                "go_memory_allocations_total");
        prometheus(Metric.FREES, "go_memstats_frees_total", "go_gc_heap_frees_objects_total");
        prometheus(
                Metric.GC_COUNT,
                "go_gc_duration_seconds_count",
                "go_gc_cycles_total_gc_cycles_total");
        prometheus(
                Metric.GC_PAUSE_SECONDS_TOTAL,
                "go_gc_duration_seconds_sum",
                "go_sched_pauses_total_gc_seconds_sum",
                "go_gc_pauses_seconds_sum");
        prometheus(Metric.GC_CPU_FRACTION, "go_memstats_gc_cpu_fraction");
        prometheus(Metric.GC_CPU_SECONDS, "go_cpu_classes_gc_total_cpu_seconds_total");
        prometheus(Metric.CPU_SECONDS, "process_cpu_seconds_total");
        prometheus(Metric.GOGC, "go_gc_gogc_percent", "go_config_gogc_percent");
        prometheus(Metric.GOMEMLIMIT, "go_gc_gomemlimit_bytes", "go_memory_limit_bytes");
        prometheus(Metric.RSS, "process_resident_memory_bytes");
        prometheus(Metric.OPEN_FDS, "process_open_fds");
        prometheus(Metric.PROCESS_START, "process_start_time_seconds");
    }

    /** Ends of names that programs give to their own gauges, tried when no known name is there. */
    static final List<Named> PROMETHEUS_ENDS =
            List.of(
                    new Named(Metric.GOROUTINES, "_goroutines_count"),
                    new Named(Metric.GOROUTINES, "_num_goroutines"),
                    new Named(Metric.GOROUTINES, "_goroutines"),
                    new Named(Metric.HEAP_ALLOC, "_heap_alloc_bytes"));

    private static final double NANO = 1e-9;

    /** Unit of a JSON key in ours. */
    record Scaled(Metric metric, double factor) {}

    /** Keys of JSON objects, in lower case without separators. */
    private static final Map<String, Scaled> JSON =
            Map.ofEntries(
                    entry("goroutines", one(Metric.GOROUTINES)),
                    entry("numgoroutine", one(Metric.GOROUTINES)),
                    entry("numgoroutines", one(Metric.GOROUTINES)),
                    entry("goroutinecount", one(Metric.GOROUTINES)),
                    entry("goroutinescount", one(Metric.GOROUTINES)),
                    entry("threads", one(Metric.THREADS)),
                    entry("alloc", one(Metric.HEAP_ALLOC)),
                    entry("heapalloc", one(Metric.HEAP_ALLOC)),
                    entry("heapallocbytes", one(Metric.HEAP_ALLOC)),
                    entry("heapsys", one(Metric.HEAP_SYS)),
                    entry("heapsysbytes", one(Metric.HEAP_SYS)),
                    entry("heapinuse", one(Metric.HEAP_INUSE)),
                    entry("heapreleased", one(Metric.HEAP_RELEASED)),
                    entry("nextgc", one(Metric.HEAP_GOAL)),
                    entry("heapobjects", one(Metric.HEAP_OBJECTS)),
                    entry("sys", one(Metric.GO_TOTAL)),
                    entry("stacksys", one(Metric.STACK_SYS)),
                    entry("totalalloc", one(Metric.ALLOC_TOTAL_BYTES)),
                    entry("mallocs", one(Metric.MALLOCS)),
                    entry("frees", one(Metric.FREES)),
                    entry("numgc", one(Metric.GC_COUNT)),
                    entry("pausetotalns", new Scaled(Metric.GC_PAUSE_SECONDS_TOTAL, NANO)),
                    entry("gccpufraction", one(Metric.GC_CPU_FRACTION)));

    /** Names in the JSON of a process ({@code stanch.process/1}). */
    static final Map<String, Metric> PROCESS =
            Map.ofEntries(
                    entry("rss_bytes", Metric.RSS),
                    entry("pss_bytes", Metric.PSS),
                    entry("anon_bytes", Metric.ANON),
                    entry("native_anon_bytes", Metric.NATIVE_ANON),
                    entry("brk_heap_bytes", Metric.BRK_HEAP),
                    entry("swap_bytes", Metric.SWAP),
                    entry("threads", Metric.THREADS),
                    entry("open_fds", Metric.OPEN_FDS),
                    entry("cpu_seconds", Metric.CPU_SECONDS),
                    entry("start_epoch_seconds", Metric.PROCESS_START),
                    entry("cgroup_limit_bytes", Metric.CGROUP_LIMIT),
                    entry("cgroup_usage_bytes", Metric.CGROUP_USAGE),
                    entry("oom_kills", Metric.OOM_KILLS));

    private MetricNames() {}

    /** What a JSON key stands for; null when it is none of ours. */
    static @Nullable Scaled json(String key) {
        String plain = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        Scaled known = JSON.get(plain);
        if (known != null || !plain.endsWith("mb")) {
            return known;
        }
        Scaled inMegabytes = JSON.get(plain.substring(0, plain.length() - 2));
        return inMegabytes == null
                ? null
                : new Scaled(inMegabytes.metric(), inMegabytes.factor() * (1 << 20));
    }

    private static Scaled one(Metric metric) {
        return new Scaled(metric, 1);
    }

    private static void prometheus(Metric metric, String... names) {
        for (String name : names) {
            PROMETHEUS.add(new Named(metric, name));
        }
    }
}
