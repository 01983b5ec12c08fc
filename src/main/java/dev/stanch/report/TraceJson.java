package dev.stanch.report;

import dev.stanch.trace.summary.CreationSite;
import dev.stanch.trace.summary.Summary;
import dev.stanch.trace.summary.Times;
import dev.stanch.trace.wire.Frame;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The report of a trace for machines: schema {@code stanch.report/1} with a section {@code trace},
 * described in {@code docs/formats/trace.md}.
 */
public final class TraceJson {
    private TraceJson() {}

    public static void write(TraceReport report, Appendable out) throws IOException {
        Map<String, @Nullable Object> object = JsonReport.object(report.report());
        Summary trace = report.trace();
        var section = new LinkedHashMap<String, @Nullable Object>();
        section.put("version", trace.version());
        section.put("events", trace.events());
        section.put("generations", trace.generations());
        section.put("nanoseconds", trace.nanos());
        section.put("bytes", report.bytes());
        section.put("lost_share", report.lost());
        section.put("cpu_samples", trace.samples());
        section.put("created", trace.created());
        section.put("ended", trace.ended());
        section.put("alive", trace.alive());
        section.put("sites", trace.sites().stream().map(TraceJson::site).toList());
        section.put("waits", trace.waits().stream().map(TraceJson::waits).toList());
        section.put("runnable", times(trace.scheduling()));
        section.put("syscalls", trace.calls().stream().map(TraceJson::waits).toList());
        section.put("collector", collector(trace.collector()));
        section.put("pauses", named(trace.pauses()));
        var procs = new LinkedHashMap<String, @Nullable Object>();
        procs.put("gomaxprocs", trace.procs().limit());
        procs.put("seen", trace.procs().seen());
        procs.put("busy_nanoseconds", trace.procs().busyNanos());
        section.put("processors", procs);
        section.put("tasks", named(trace.tasks()));
        section.put("regions", named(trace.regions()));
        object.put("trace", section);
        JsonReport.print(object, out);
    }

    private static Map<String, @Nullable Object> site(CreationSite site) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        Frame creator = site.creator();
        object.put("function", Untrusted.wellFormed(site.function()));
        object.put("origin", creator == null ? null : frame(creator));
        object.put("created", site.created());
        object.put("ended", site.ended());
        object.put("before", site.before());
        object.put("alive", site.alive());
        object.put("oldest_nanoseconds", site.oldestNanos());
        object.put("mean_age_nanoseconds", site.meanAgeNanos());
        object.put("mean_life_nanoseconds", site.meanLifeNanos());
        object.put("growth_per_second", site.growthPerSecond());
        object.put("alive_over_time", site.aliveOverTime());
        var spent = new LinkedHashMap<String, @Nullable Object>();
        spent.put("running_nanoseconds", site.spent().running());
        spent.put("runnable_nanoseconds", site.spent().runnable());
        spent.put("syscall_nanoseconds", site.spent().calling());
        spent.put("syscall_blocked_nanoseconds", site.spent().callingBlocked());
        var blocked = new TreeMap<String, Long>();
        site.spent().blocked().forEach((why, n) -> blocked.put(Untrusted.wellFormed(why), n));
        spent.put("blocked_nanoseconds", blocked);
        object.put("spent", spent);
        object.put(
                "waits",
                site.waits().stream()
                        .map(waiting -> {
                            var one = new LinkedHashMap<String, @Nullable Object>();
                            one.put("state", waiting.state());
                            one.put("reason", Untrusted.wellFormed(waiting.reason()));
                            one.put("count", waiting.count());
                            one.put("stuck", waiting.stuck());
                            one.put("longest_nanoseconds", waiting.longestNanos());
                            one.put("stack", stack(waiting.stack()));
                            return one;
                        })
                        .toList());
        return object;
    }

    private static Map<String, @Nullable Object> waits(Summary.Waits waits) {
        var object = times(waits.times());
        object.put("reason", Untrusted.wellFormed(waits.reason()));
        object.put("stack", stack(waits.stack()));
        return object;
    }

    private static Map<String, @Nullable Object> collector(Summary.Collector collector) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("marks", times(collector.marks()));
        object.put("assists", times(collector.assists()));
        object.put("heap_first_bytes", known(collector.heapFirst()));
        object.put("heap_last_bytes", known(collector.heapLast()));
        object.put("heap_most_bytes", known(collector.heapMost()));
        object.put("goal_first_bytes", known(collector.goalFirst()));
        object.put("goal_last_bytes", known(collector.goalLast()));
        return object;
    }

    private static @Nullable Long known(long bytes) {
        return bytes < 0 ? null : bytes;
    }

    private static Map<String, @Nullable Object> named(Map<String, Times> times) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        times.forEach((name, sums) -> object.put(Untrusted.wellFormed(name), times(sums)));
        return object;
    }

    private static Map<String, @Nullable Object> times(Times times) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("count", times.count());
        object.put("total_nanoseconds", times.total());
        object.put("most_nanoseconds", times.most());
        object.put("half_below_nanoseconds", times.quantile(0.5));
        object.put("p99_below_nanoseconds", times.quantile(0.99));
        return object;
    }

    private static List<Map<String, @Nullable Object>> stack(List<Frame> stack) {
        return stack.stream().map(TraceJson::frame).toList();
    }

    private static Map<String, @Nullable Object> frame(Frame frame) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("function", Untrusted.wellFormed(frame.function()));
        object.put("file", Untrusted.wellFormed(frame.file()));
        object.put("line", frame.line());
        return object;
    }
}
