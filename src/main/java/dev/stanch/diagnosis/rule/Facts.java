package dev.stanch.diagnosis.rule;

import dev.stanch.diagnosis.rule.Candidate.Goroutines;
import dev.stanch.diagnosis.rule.Candidate.Heap;
import dev.stanch.leak.Evidence;
import dev.stanch.leak.Site;
import dev.stanch.trend.Trend;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts what was observed into words. */
final class Facts {
    private Facts() {}

    static List<Evidence> of(Leak leak) {
        List<Evidence> facts = new ArrayList<>();
        switch (leak.main()) {
            case Goroutines g -> goroutines(g, facts);
            case Heap h -> heap(h, facts);
            case Candidate.Native n ->
                    facts.add(
                            Evidence.of(
                                    "process",
                                    "memory outside of the Go runtime grew by %s (%s/s), %.0f %% of the growth of RSS"
                                            .formatted(
                                                    bytes(rise(n)),
                                                    bytes(n.rate()),
                                                    n.share() * 100),
                                    rise(n)));
        }
        for (Candidate companion : leak.companions()) {
            companion(companion, facts);
        }
        return facts;
    }

    private static void goroutines(Goroutines g, List<Evidence> facts) {
        if (g.marked() > 0) {
            facts.add(
                    Evidence.of(
                            "goroutineleak profile",
                            "the runtime itself marks %,d of them as leaked: nothing reachable can wake them"
                                    .formatted(g.marked()),
                            (double) g.marked()));
        }
        if (g.certain()) {
            facts.add(
                    Evidence.of(
                            "goroutine dump",
                            "the wait \"" + g.group().kind().goName() + "\" can never end"));
        }
        if (g.trend() instanceof Trend.Growing growing) {
            facts.add(
                    Evidence.of(
                            counter(g),
                            "from %,.0f to %,.0f goroutines at %s in %.0f s: %+.1f/s, rising at %d looks, no plateau"
                                    .formatted(
                                            g.series().first(),
                                            g.series().last(),
                                            g.site().place(),
                                            g.series().duration(),
                                            growing.rate(),
                                            growing.increases()),
                            (double) g.count()));
        } else {
            facts.add(
                    Evidence.of(
                            counter(g),
                            "%s at %s".formatted(goroutines(g.count()), g.site().place()),
                            (double) g.count()));
        }
        if (g.survival().known()) {
            facts.add(
                    Evidence.of(
                            "goroutine dump",
                            "of %s there at first, %,d were still there %.0f s later"
                                    .formatted(
                                            goroutines(g.survival().earlier()),
                                            g.survival().stayed(),
                                            g.survival().seconds()),
                            g.survival().rate()));
        }
        if (g.waitMinutes() > 0) {
            facts.add(
                    Evidence.of(
                            "goroutine dump",
                            "the longest has waited for at least %d min".formatted(g.waitMinutes()),
                            g.waitMinutes()));
        }
        Site origin = g.origin();
        if (origin != null) {
            facts.add(
                    Evidence.of(
                            "goroutine dump",
                            "started by " + origin.function() + " at " + origin.place()));
        }
    }

    private static String counter(Goroutines g) {
        return g.profiled() ? "goroutine profile" : "goroutine dump";
    }

    private static String goroutines(long count) {
        return count == 1 ? "1 goroutine" : "%,d goroutines".formatted(count);
    }

    private static void heap(Heap h, List<Evidence> facts) {
        facts.add(
                Evidence.of(
                        "heap profile",
                        "in use at %s: from %s to %s in %.0f s (%s/s), estimated from %,d sampled allocations"
                                .formatted(
                                        h.site().place(),
                                        bytes(h.series().first()),
                                        bytes(h.series().last()),
                                        h.series().duration(),
                                        bytes(
                                                (h.series().last() - h.series().first())
                                                        / Math.max(1, h.series().duration())),
                                        h.samples()),
                        h.series().last()));
        facts.add(
                Evidence.of(
                        "heap profile",
                        "%.0f %% of the bytes that this line allocated meanwhile are still in use"
                                .formatted(h.kept() * 100),
                        h.kept()));
    }

    private static void companion(Candidate companion, List<Evidence> facts) {
        switch (companion) {
            case Goroutines g ->
                    facts.add(
                            Evidence.of(
                                    counter(g),
                                    "with them grow %s in %s (%s) at %s"
                                            .formatted(
                                                    goroutines(g.count()),
                                                    g.site().function(),
                                                    g.group().kind().goName(),
                                                    g.site().place()),
                                    (double) g.count()));
            case Heap h ->
                    facts.add(
                            Evidence.of(
                                    "heap profile",
                                    "with it grows what %s allocates at %s: %s/s"
                                            .formatted(
                                                    h.site().function(),
                                                    h.site().place(),
                                                    bytes(h.rate())),
                                    (double) h.bytes()));
            case Candidate.Native n ->
                    facts.add(
                            Evidence.of(
                                    "process",
                                    "native memory grows: " + bytes(n.rate()) + "/s",
                                    (double) n.bytes()));
        }
    }

    private static double rise(Candidate candidate) {
        return candidate.series().last() - candidate.series().first();
    }

    /** {@code 1.2 MiB}. */
    static String bytes(double bytes) {
        double size = Math.abs(bytes);
        if (size < 1024) {
            return String.format(Locale.ROOT, "%.0f B", bytes);
        }
        String[] units = {"KiB", "MiB", "GiB", "TiB"};
        int unit = -1;
        double value = bytes;
        while (Math.abs(value) >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }

    /** The evidence that a source line gives; null when there is no source. */
    static @Nullable Evidence source(Site site, String text) {
        return text.isEmpty() ? null : Evidence.of("source", site.place() + ": " + text);
    }
}
