package dev.stanch.report;

import dev.stanch.leak.Cause;
import dev.stanch.leak.Finding;
import dev.stanch.leak.Fix;
import dev.stanch.leak.Forecast;
import dev.stanch.leak.Plot;
import dev.stanch.leak.Report;
import dev.stanch.leak.Site;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report's sentences, the same in terminal, Markdown and HTML; not yet escaped. */
final class Phrases {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final double LONGEST_KNOWN = 10 * 365 * 86_400.0;

    private static final Map<String, String> FACTS = factNames();

    private Phrases() {}

    private static Map<String, String> factNames() {
        var names = new LinkedHashMap<String, String>();
        names.put("goVersion", "Go version");
        names.put("mainModule", "main module");
        names.put("appVersion", "version");
        names.put("revision", "revision");
        names.put("pid", "process id");
        names.put("executable", "executable");
        names.put("memoryLimit", "memory limit");
        names.put("goroutines", "goroutines");
        names.put("heap", "heap");
        names.put("rss", "RSS");
        names.put("pss", "PSS");
        return Collections.unmodifiableMap(names);
    }

    /** The verdict in plain words, without the verdict's own word. */
    static String summary(Report report) {
        if (!report.summary().isBlank()) {
            return report.summary();
        }
        String watched = Quantities.duration(report.seconds());
        return switch (report.verdict()) {
            case LEAKING ->
                    Quantities.count(report.findings().size(), "leak")
                            + " seen in "
                            + watched
                            + ".";
            case CLEAN -> "nothing grew without bound in " + watched + ".";
            case UNSURE ->
                    (report.seconds() > 0 ? watched : "one moment")
                            + " of observation cannot tell whether this program leaks.";
        };
    }

    static String watched(Report report) {
        String start = "from " + moment(report.started());
        return report.seconds() > 0
                ? "watched for " + Quantities.duration(report.seconds()) + " " + start
                : "seen once, " + start.substring("from ".length());
    }

    static String cause(Cause cause) {
        return cause.id().replace('-', ' ');
    }

    /** {@code /srv/hub.go:88}; the file alone where the line is unknown. */
    static String place(Site site) {
        return site.line() > 0 ? site.file() + ":" + site.line() : site.file();
    }

    /** {@code hub.go:88}. */
    static String shortPlace(Site site) {
        return site.line() > 0 ? site.place() : site.fileName();
    }

    static String originLabel(Finding finding) {
        return switch (finding.cause()) {
            case BLOCKED_GOROUTINE, ENDLESS_GOROUTINE -> "started";
            case UNSTOPPED_TIMER -> finding.waitReason() == null ? "made" : "started";
            case REFERENCE_CYCLE, GROWING_COLLECTION, RETAINED_ARRAY -> "kept";
            case NATIVE_MEMORY -> "taken";
        };
    }

    static @Nullable String waits(Finding finding) {
        Double least = finite(finding.waitMinSeconds());
        String time = least == null ? null : "at least " + Quantities.duration(least);
        if (finding.waitReason() == null) {
            return time;
        }
        return time == null ? finding.waitReason() : finding.waitReason() + ", for " + time;
    }

    /** When the growth began if it was always as fast as now, else when the oldest waiter began. */
    static @Nullable String since(Report report, Finding finding) {
        Double age = quotient(finding.count(), finding.ratePerSecond());
        age = age == null ? quotient(finding.bytes(), finding.bytesPerSecond()) : age;
        Double uptime = report.uptimeSeconds();
        if (age != null && uptime != null && age > uptime + 1) {
            Instant born = end(report).minusMillis(Math.round(uptime * 1000));
            return "the process's start, " + moment(born) + ", or later (faster at first than now)";
        }
        if (age != null && age < LONGEST_KNOWN) {
            Instant start = end(report).minusMillis(Math.round(age * 1000));
            return "about " + moment(start) + " (" + Quantities.duration(age) + " at this pace)";
        }
        Double waited = finite(finding.waitMinSeconds());
        if (waited != null && waited >= 0 && waited < LONGEST_KNOWN) {
            return moment(end(report).minusMillis(Math.round(waited * 1000))) + " or earlier";
        }
        return null;
    }

    /** What leaked so far. */
    static @Nullable String leaked(Finding finding) {
        var parts = new ArrayList<String>();
        if (finding.count() != null) {
            parts.add(Quantities.count(finding.count(), thing(finding)));
        }
        if (finding.bytes() != null) {
            parts.add(Quantities.bytes(finding.bytes()));
        }
        return parts.isEmpty() ? null : String.join(", ", parts);
    }

    static @Nullable String pace(Finding finding) {
        var parts = new ArrayList<String>();
        Double rate = finite(finding.ratePerSecond());
        if (rate != null) {
            parts.add(Quantities.rate(rate));
        }
        Double bytes = finite(finding.bytesPerSecond());
        if (bytes != null) {
            parts.add(Quantities.bytesPerSecond(bytes));
        }
        return parts.isEmpty() ? null : String.join(", ", parts);
    }

    static @Nullable String end(Finding finding) {
        Double seconds = finite(finding.secondsToLimit());
        return seconds == null ? null : "memory is full " + in(seconds);
    }

    static String grade(Fix fix) {
        return switch (fix.grade()) {
            case SAFE -> "safe to make";
            case REVIEW -> "review before use";
        };
    }

    static String forecast(Forecast forecast) {
        String use =
                Quantities.bytes((double) forecast.usedBytes())
                        + " of "
                        + Quantities.bytes((double) forecast.limitBytes())
                        + " used (limit from "
                        + forecast.limitSource()
                        + ")";
        if (Double.isFinite(forecast.bytesPerSecond())) {
            use += ", growing by " + Quantities.bytesPerSecond(forecast.bytesPerSecond());
        }
        if (!Double.isFinite(forecast.seconds())) {
            return use + ": no end in sight.";
        }
        String interval =
                Double.isFinite(forecast.latestSeconds())
                        ? Quantities.duration(forecast.earliestSeconds())
                                + " to "
                                + Quantities.duration(forecast.latestSeconds())
                        : Double.isFinite(forecast.earliestSeconds())
                                ? Quantities.duration(forecast.earliestSeconds())
                                        + " at the earliest, perhaps never"
                                : "unknown";
        return use + ": full " + in(forecast.seconds()) + " (90 % interval: " + interval + ").";
    }

    /** What the observation cost the target; null when nothing was asked, as of a recording. */
    static @Nullable String cost(Report report) {
        Double cpu = finite(report.targetCpuSeconds());
        if (report.requests() == 0 && cpu == null) {
            return null;
        }
        String requests = Quantities.count(report.requests(), "request");
        return cpu == null
                ? requests
                : requests + ", " + Quantities.inUnit(cpu, "seconds") + " of the target's CPU time";
    }

    /** The facts of the target by the names that people know, what matters most first. */
    static Map<String, String> facts(Report report) {
        var shown = new LinkedHashMap<String, String>();
        FACTS.forEach((key, name) -> {
            String value = report.facts().get(key);
            if (value != null) {
                shown.put(name, value);
            }
        });
        report.facts()
                .forEach((key, value) -> {
                    if (!FACTS.containsKey(key)) {
                        shown.put(key, value);
                    }
                });
        return shown;
    }

    /** {@code 120 to 4,312}; null for an empty series. */
    static @Nullable String range(Plot plot) {
        List<Double> known = Arrays.stream(values(plot)).filter(Double::isFinite).boxed().toList();
        return known.isEmpty()
                ? null
                : Quantities.inUnit(known.getFirst(), plot.unit())
                        + " to "
                        + Quantities.inUnit(known.getLast(), plot.unit());
    }

    /**
     * A plot's values for people. Memory outside the Go heap is a difference of two that are not
     * read at the same moment, and so may be told as less than nothing.
     */
    static double[] values(Plot plot) {
        return plot.unit().equals("bytes")
                ? Arrays.stream(plot.values()).map(v -> v < 0 ? 0 : v).toArray()
                : plot.values();
    }

    static String moment(Instant instant) {
        return MOMENT.format(instant.truncatedTo(ChronoUnit.SECONDS));
    }

    /** A timer is kept by a goroutine that waits for it, or keeps memory. */
    private static String thing(Finding finding) {
        return switch (finding.cause()) {
            case BLOCKED_GOROUTINE, ENDLESS_GOROUTINE -> "goroutine";
            case UNSTOPPED_TIMER -> finding.waitReason() == null ? "object" : "goroutine";
            case REFERENCE_CYCLE, GROWING_COLLECTION, RETAINED_ARRAY -> "object";
            case NATIVE_MEMORY -> "allocation";
        };
    }

    private static String in(double seconds) {
        return seconds <= 0 ? "now" : "in about " + Quantities.duration(seconds);
    }

    private static Instant end(Report report) {
        double seconds = Math.abs(report.seconds()) < LONGEST_KNOWN ? report.seconds() : 0;
        return report.started().plusMillis(Math.round(seconds * 1000));
    }

    private static @Nullable Double quotient(@Nullable Long amount, @Nullable Double pace) {
        return amount == null || pace == null || !(pace > 0) || pace.isInfinite() || amount < 0
                ? null
                : amount / pace;
    }

    private static @Nullable Double finite(@Nullable Double value) {
        return value != null && Double.isFinite(value) ? value : null;
    }
}
