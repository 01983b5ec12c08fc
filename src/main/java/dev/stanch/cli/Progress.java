package dev.stanch.cli;

import dev.stanch.capture.metric.Metric;
import dev.stanch.diagnosis.observation.Observation;
import dev.stanch.diagnosis.rule.GoroutineGrowth;
import dev.stanch.diagnosis.rule.HeapGrowth;
import dev.stanch.trend.Series;
import java.util.Locale;

/**
 * The live line on standard error: how long, how many, how much, and what grows most. On a terminal
 * it is written over and over; elsewhere a line comes every ten seconds.
 */
final class Progress {
    private final Terminal terminal;
    private final boolean quiet;
    private final double seconds;
    private final String prefix;
    private final boolean live;
    private double nextTick;
    private boolean shown;

    Progress(Terminal terminal, boolean quiet, double seconds) {
        this(terminal, quiet, seconds, "");
    }

    /** One of several that go on at once: each line names its target and is written once. */
    static Progress oneOfSeveral(Terminal terminal, boolean quiet, double seconds, String target) {
        return new Progress(terminal, quiet, seconds, plain(target) + " ");
    }

    private Progress(Terminal terminal, boolean quiet, double seconds, String prefix) {
        this.terminal = terminal;
        this.quiet = quiet;
        this.seconds = seconds;
        this.prefix = prefix;
        this.live = terminal.errIsTerminal() && prefix.isEmpty();
    }

    void tick(double now, Observation seen) {
        if (quiet || now < nextTick) {
            return;
        }
        nextTick = now + (live ? 1 : 10);
        String line = prefix + line(now, seen);
        if (live) {
            int width = terminal.columns() - 1;
            String cut = line.length() > width ? line.substring(0, width) : line;
            terminal.err().print("\r\u001b[K" + cut);
        } else if (now > 1) {
            terminal.err().println(line);
        }
        terminal.err().flush();
        shown = true;
    }

    /** Clears the line. */
    void end() {
        if (shown && live) {
            terminal.err().print("\r\u001b[K");
            terminal.err().flush();
        }
    }

    private String line(double now, Observation seen) {
        StringBuilder line = new StringBuilder();
        line.append(String.format(Locale.ROOT, "%3.0f/%.0f s", now, seconds));
        if (!seen.goroutines().isEmpty()) {
            long first = seen.goroutines().getFirst().total();
            long last = seen.goroutines().getLast().total();
            line.append(String.format(Locale.ROOT, "  %,d goroutines (%+,d)", last, last - first));
        }
        HeapGrowth growth = new HeapGrowth(seen);
        Series heap = growth.total();
        if (heap.size() > 0) {
            double mib = heap.last() / (1 << 20);
            line.append(
                    String.format(
                            Locale.ROOT,
                            "  heap %.1f MiB (%+.1f)",
                            mib,
                            mib - heap.first() / (1 << 20)));
        } else {
            seen.latest(Metric.RSS)
                    .ifPresent(rss ->
                            line.append(
                                    String.format(Locale.ROOT, "  RSS %.0f MiB", rss / (1 << 20))));
        }
        String grows = grows(seen, growth);
        return grows.isEmpty() ? line.toString() : line + "  grows: " + plain(grows);
    }

    private static String grows(Observation seen, HeapGrowth growth) {
        var goroutines = new GoroutineGrowth(seen).risen(3);
        if (!goroutines.isEmpty()) {
            return goroutines.getFirst().site().place();
        }
        var heaps = growth.risen(256 << 10);
        return heaps.isEmpty() ? "" : heaps.getFirst().site().place();
    }

    /** Names come from the target: control characters must not reach the terminal. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\x{80}-\\x{9f}]", "?");
    }
}
