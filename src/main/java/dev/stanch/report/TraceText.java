package dev.stanch.report;

import dev.stanch.leak.Confidence;
import dev.stanch.leak.Finding;
import dev.stanch.report.TextPage.Style;
import dev.stanch.trace.summary.CreationSite;
import dev.stanch.trace.summary.Spent;
import dev.stanch.trace.summary.Summary;
import dev.stanch.trace.summary.Times;
import dev.stanch.trace.wire.Frame;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report of a trace on one screen: the answer, who stays, who waits, what the runtime did. */
public final class TraceText {
    private static final int MOST_SPENT = 5;

    private final TraceReport report;
    private final Summary trace;
    private final int top;
    private int columns;

    /**
     * @param top rows of each table
     */
    public TraceText(TraceReport report, int top) {
        this.report = report;
        this.trace = report.trace();
        this.top = top;
    }

    public String text(int columns, boolean colour, boolean unicode) {
        this.columns = columns;
        TextPage page = new TextPage(columns, colour, unicode);
        Style style =
                switch (report.report().verdict()) {
                    case LEAKING -> Style.BAD;
                    case UNSURE -> Style.WARN;
                    case CLEAN -> Style.GOOD;
                };
        page.paragraph(
                0, style, report.report().verdict().name() + ": " + report.report().summary());
        page.paragraph(
                0,
                Style.FAINT,
                String.format(
                        Locale.ROOT,
                        "%s: %s of go 1.%d, %s, %s, %s",
                        report.report().target(),
                        seconds(trace.nanos()),
                        trace.version(),
                        Quantities.count(trace.events(), "event"),
                        Quantities.count(trace.generations(), "generation"),
                        Quantities.bytes((double) report.bytes())));
        findings(page);
        goroutines(page);
        spent(page);
        waits(page, "Blocked longest, in sum", trace.waits());
        runtime(page);
        named(page, "Tasks", trace.tasks());
        named(page, "Regions", trace.regions());
        String label = "missing";
        for (String gap : report.report().incomplete()) {
            page.field(0, label, Style.WARN, gap);
            label = "";
        }
        return page.toString();
    }

    private void findings(TextPage page) {
        for (Finding finding : report.report().findings()) {
            page.blank();
            Style style = finding.confidence() == Confidence.LIKELY ? Style.BAD : Style.WARN;
            page.paragraph(0, style, finding.confidence().id() + ": " + finding.cause().id());
            for (Row row : Row.of(report.report(), finding)) {
                page.field(2, row.label(), row.code() ? Style.CODE : Style.PLAIN, row.value());
            }
            finding.evidence().forEach(e -> page.field(2, "seen", Style.PLAIN, e.text()));
            page.field(2, "fix", Style.PLAIN, finding.fix().summary());
        }
    }

    private void goroutines(TextPage page) {
        page.blank();
        page.paragraph(
                0,
                Style.TITLE,
                String.format(
                        Locale.ROOT,
                        "Goroutines: %,d created, %,d ended, %,d alive at the end",
                        trace.created(),
                        trace.ended(),
                        trace.alive()));
        page.code(2, "  created    ended    alive    per s   oldest  function, started at");
        trace.sites().stream().limit(top).forEach(site -> row(page, site));
        more(page, trace.sites().size());
    }

    private void row(TextPage page, CreationSite site) {
        String numbers =
                String.format(
                        Locale.ROOT,
                        "%9d%9d%9d%9.1f%9s  ",
                        site.created(),
                        site.ended(),
                        site.alive(),
                        site.growthPerSecond(),
                        site.alive() == 0 ? "-" : seconds(site.oldestNanos()));
        String begin = site.creator() == null ? "before" : place(site.creator());
        page.code(2, numbers + fit(site.function(), ", " + begin, numbers.length(), page.gap()));
        if (site.alive() > 0 && !site.waits().isEmpty()) {
            CreationSite.Waiting main = site.waits().getFirst();
            String words =
                    String.format(
                            Locale.ROOT,
                            "%d %s%s%s since %s",
                            main.count(),
                            main.state().toLowerCase(Locale.ROOT),
                            main.reason().isEmpty() ? "" : " in " + main.reason(),
                            main.stack().isEmpty() ? "" : " at " + place(users(main.stack())),
                            seconds(main.longestNanos()));
            page.code(31, Columns.middle(words, columns - 31, page.gap()));
        }
    }

    /** The name shortened so that it and what follows stay on the line. */
    private String fit(String name, String rest, int used, String gap) {
        int room = Math.max(12, columns - 2 - used - rest.length());
        return Columns.middle(name, room, gap) + rest;
    }

    private void spent(TextPage page) {
        page.blank().paragraph(0, Style.TITLE, "Time by function");
        page.code(2, "  running runnable  blocked  syscall  function, started at");
        trace.sites().stream()
                .sorted(
                        Comparator.comparingLong((CreationSite s) -> s.spent().running())
                                .reversed())
                .limit(Math.min(top, MOST_SPENT))
                .forEach(site -> {
                    Spent spent = site.spent();
                    String numbers =
                            String.format(
                                    Locale.ROOT,
                                    "%9s%9s%9s%9s  ",
                                    seconds(spent.running()),
                                    seconds(spent.runnable()),
                                    seconds(spent.blockedInAll()),
                                    seconds(spent.calling() + spent.callingBlocked()));
                    String begin = site.creator() == null ? "before" : place(site.creator());
                    page.code(
                            2,
                            numbers
                                    + fit(
                                            site.function(),
                                            ", " + begin,
                                            numbers.length(),
                                            page.gap()));
                });
    }

    private void waits(TextPage page, String title, List<Summary.Waits> waits) {
        if (waits.isEmpty()) {
            return;
        }
        page.blank().paragraph(0, Style.TITLE, title);
        page.code(2, "      sum    count     most  reason, place");
        waits.stream()
                .filter(w -> !w.stack().isEmpty())
                .limit(top)
                .forEach(w ->
                        page.code(
                                2,
                                String.format(
                                        Locale.ROOT,
                                        "%9s%9d%9s  %s",
                                        seconds(w.times().total()),
                                        w.times().count(),
                                        seconds(w.times().most()),
                                        Columns.middle(
                                                words(w),
                                                Math.max(12, columns - 31),
                                                page.gap()))));
        more(page, waits.size());
    }

    private static String words(Summary.Waits waits) {
        Frame frame = users(waits.stack());
        String reason = waits.reason().isEmpty() ? "" : waits.reason() + ", ";
        return reason + frame.function() + " " + place(frame);
    }

    private void more(TextPage page, int all) {
        if (all > top) {
            page.paragraph(2, Style.FAINT, Quantities.count(all - top) + " more; --top shows them");
        }
    }

    private void runtime(TextPage page) {
        page.blank().paragraph(0, Style.TITLE, "Runtime");
        page.field(2, "runnable", Style.PLAIN, times(trace.scheduling()) + " until they ran");
        long calls = trace.calls().stream().mapToLong(c -> c.times().count()).sum();
        long callTime = trace.calls().stream().mapToLong(c -> c.times().total()).sum();
        page.field(
                2,
                "syscalls",
                Style.PLAIN,
                Quantities.count(calls) + ", " + seconds(callTime) + " in sum");
        Summary.Collector gc = trace.collector();
        page.field(
                2,
                "GC",
                Style.PLAIN,
                Quantities.count(gc.marks().count(), "mark phase")
                        + ", "
                        + share(gc.marks().total())
                        + " of the time; assists "
                        + times(gc.assists()));
        for (Map.Entry<String, Times> pause : trace.pauses().entrySet()) {
            page.field(2, "pause", Style.PLAIN, pause.getKey() + ": " + times(pause.getValue()));
        }
        if (gc.heapFirst() >= 0) {
            page.field(
                    2,
                    "heap",
                    Style.PLAIN,
                    String.format(
                            Locale.ROOT,
                            "%s → %s, at most %s%s",
                            Quantities.bytes((double) gc.heapFirst()),
                            Quantities.bytes((double) gc.heapLast()),
                            Quantities.bytes((double) gc.heapMost()),
                            gc.goalFirst() < 0
                                    ? ""
                                    : "; goal "
                                            + Quantities.bytes((double) gc.goalFirst())
                                            + " → "
                                            + Quantities.bytes((double) gc.goalLast())));
        }
        Summary.Procs procs = trace.procs();
        long limit = procs.limit() > 0 ? procs.limit() : procs.seen();
        page.field(
                2,
                "procs",
                Style.PLAIN,
                String.format(
                        Locale.ROOT,
                        "%d of %d used, %s busy",
                        procs.seen(),
                        limit,
                        share(limit == 0 ? 0 : procs.busyNanos() / limit)));
    }

    private void named(TextPage page, String title, Map<String, Times> times) {
        if (times.isEmpty()) {
            return;
        }
        page.blank().paragraph(0, Style.TITLE, title);
        times.entrySet().stream()
                .sorted((a, b) -> Long.compare(b.getValue().total(), a.getValue().total()))
                .limit(top)
                .forEach(e -> page.wideField(2, e.getKey(), 24, times(e.getValue())));
    }

    private String share(long nanos) {
        double percent = trace.nanos() <= 0 ? 0 : 100.0 * nanos / trace.nanos();
        return String.format(Locale.ROOT, "%.1f %%", percent);
    }

    private static String times(Times times) {
        if (times.count() == 0) {
            return "none";
        }
        return String.format(
                Locale.ROOT,
                "%,d, %s in sum, half ≤ %s, 99 %% ≤ %s, most %s",
                times.count(),
                seconds(times.total()),
                seconds(times.quantile(0.5)),
                seconds(times.quantile(0.99)),
                seconds(times.most()));
    }

    static String seconds(long nanos) {
        if (nanos < 1_000) {
            return nanos + " ns";
        }
        if (nanos < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f µs", nanos / 1e3);
        }
        if (nanos < 1_000_000_000) {
            return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
        }
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }

    /** The innermost frame that is not of the runtime's own packages. */
    private static Frame users(List<Frame> stack) {
        return stack.stream()
                .filter(f -> !f.file().contains("/src/") || f.function().startsWith("main."))
                .findFirst()
                .orElse(stack.getFirst());
    }

    private static String place(@Nullable Frame frame) {
        return frame == null
                ? ""
                : frame.file().substring(frame.file().lastIndexOf('/') + 1) + ":" + frame.line();
    }
}
