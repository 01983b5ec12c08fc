package dev.stanch.diagnosis.rule;

import dev.stanch.diagnosis.observation.Owner;
import dev.stanch.diagnosis.rule.Candidate.Goroutines;
import dev.stanch.diagnosis.rule.Candidate.Heap;
import dev.stanch.diagnosis.rule.Candidate.Native;
import dev.stanch.leak.Cause;
import dev.stanch.leak.Confidence;
import dev.stanch.leak.Evidence;
import dev.stanch.leak.Finding;
import dev.stanch.leak.Plot;
import dev.stanch.leak.Site;
import dev.stanch.trend.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From candidates to findings: joins them, asks the rules, orders by harm. */
public final class Leaks {
    /** A goroutine's stack and bookkeeping, at least. */
    private static final long GOROUTINE_BYTES = 2048 + 448;

    private final Knowledge knowledge;
    private final List<Rule> rules;

    public Leaks(Knowledge knowledge, List<Rule> rules) {
        this.knowledge = knowledge;
        this.rules = rules;
    }

    public List<Finding> find(
            List<Goroutines> goroutines, List<Heap> heaps, Optional<Native> memory) {
        List<Leak> leaks = new ArrayList<>(Families.of(goroutines, heaps));
        memory.ifPresent(m -> leaks.add(new Leak(m, List.of())));
        List<Finding> findings = new ArrayList<>();
        for (Leak leak : leaks) {
            explain(leak).ifPresent(findings::add);
        }
        findings.sort(
                Comparator.comparing(Finding::confidence)
                        .thenComparing(Comparator.comparingDouble(Leaks::harm).reversed()));
        return withoutByWork(findings);
    }

    private Optional<Finding> explain(Leak leak) {
        if (leak.main() instanceof Goroutines g && g.group().kind().benign()) {
            return Optional.empty();
        }
        boolean undecided =
                leak.main() instanceof Heap h && GrowingCollectionRule.undecided(h.trend());
        for (Rule rule : rules) {
            if (undecided && rule.cause() != Cause.GROWING_COLLECTION) {
                continue;
            }
            Optional<Conclusion> conclusion = rule.explain(leak, knowledge);
            if (conclusion.isPresent()) {
                return Optional.of(finding(rule.cause(), leak, atUserLine(leak, conclusion.get())));
            }
        }
        return Optional.empty();
    }

    /**
     * Goroutines without a frame of the user's own: the finding is at the user's line that a
     * library started them for.
     */
    private Conclusion atUserLine(Leak leak, Conclusion conclusion) {
        if (!(leak.main() instanceof Goroutines g) || g.group().owner() == Owner.MAIN) {
            return conclusion;
        }
        Optional<UserLine> found = UserLine.behind(g, knowledge);
        if (found.isEmpty()) {
            return conclusion;
        }
        UserLine line = found.get();
        List<Evidence> evidence = new ArrayList<>(conclusion.evidence());
        evidence.add(line.evidence());
        boolean surer =
                line.sure() && g.trend().grows() && conclusion.confidence() == Confidence.SUSPECT;
        return new Conclusion(
                surer ? Confidence.LIKELY : conclusion.confidence(),
                line.site(),
                conclusion.origin(),
                conclusion.holder(),
                evidence,
                conclusion.why() + " " + line.why(),
                line.fix());
    }

    private Finding finding(Cause cause, Leak leak, Conclusion conclusion) {
        Candidate main = leak.main();
        double bytesPerSecond = bytesPerSecond(leak);
        Site told = conclusion.site();
        return new Finding(
                cause,
                conclusion.confidence(),
                told == null ? main.site() : told,
                conclusion.origin(),
                conclusion.holder(),
                main instanceof Goroutines g ? g.group().kind().goName() : null,
                main instanceof Goroutines g && g.waitMinutes() > 0 ? g.waitMinutes() * 60.0 : null,
                switch (main) {
                    case Goroutines g -> g.count();
                    case Heap h -> h.objects();
                    case Native _ -> null;
                },
                switch (main) {
                    case Goroutines g -> g.trend().grows() ? g.rate() : null;
                    case Heap h -> h.objectRate();
                    case Native _ -> null;
                },
                bytes(leak),
                main.trend().grows() ? bytesPerSecond : null,
                null,
                conclusion.evidence(),
                conclusion.why(),
                conclusion.fix(),
                plot(main));
    }

    private static long bytes(Leak leak) {
        long bytes = own(leak.main());
        for (Candidate companion : leak.companions()) {
            bytes += own(companion);
        }
        return bytes;
    }

    private static long own(Candidate candidate) {
        return switch (candidate) {
            case Goroutines g -> g.count() * GOROUTINE_BYTES;
            case Heap h -> h.bytes();
            case Native n -> n.bytes();
        };
    }

    private static double bytesPerSecond(Leak leak) {
        double rate = pace(leak.main());
        for (Candidate companion : leak.companions()) {
            rate += pace(companion);
        }
        return rate;
    }

    private static double pace(Candidate candidate) {
        return candidate instanceof Goroutines g ? g.rate() * GOROUTINE_BYTES : candidate.rate();
    }

    private static double harm(Finding finding) {
        Double rate = finding.bytesPerSecond();
        return rate == null ? 0 : rate;
    }

    /**
     * Growth outside of user code beside a leak that is sure is by-work of it: connections and
     * buffers of the requests that leak.
     */
    private List<Finding> withoutByWork(List<Finding> findings) {
        boolean sure = findings.stream().anyMatch(f -> f.confidence() != Confidence.SUSPECT);
        return findings.stream()
                .filter(f -> !sure || f.confidence() != Confidence.SUSPECT || own(f.site()))
                .toList();
    }

    private boolean own(Site site) {
        return knowledge.owner(site).user();
    }

    private static @Nullable Plot plot(Candidate candidate) {
        Series series = candidate.series();
        if (series.size() < 2) {
            return null;
        }
        String unit = candidate instanceof Goroutines ? "count" : "bytes";
        String what = candidate instanceof Goroutines ? "goroutines at " : "bytes in use from ";
        String place =
                candidate instanceof Native ? "native memory" : what + candidate.site().place();
        return new Plot(place, unit, series.seconds(), series.values());
    }
}
