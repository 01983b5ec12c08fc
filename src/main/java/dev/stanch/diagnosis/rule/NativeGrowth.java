package dev.stanch.diagnosis.rule;

import dev.stanch.capture.metric.Metric;
import dev.stanch.diagnosis.observation.CpuSnapshot;
import dev.stanch.diagnosis.observation.Observation;
import dev.stanch.diagnosis.rule.Candidate.Native;
import dev.stanch.leak.Site;
import dev.stanch.scan.CodeFacts;
import dev.stanch.scan.NativeFacts;
import dev.stanch.scan.Release;
import dev.stanch.trend.Series;
import dev.stanch.trend.SeriesBuilder;
import dev.stanch.trend.Trend;
import dev.stanch.trend.TrendJudge;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Memory that grows outside of the Go runtime: where the kernel tells it, the anonymous memory that
 * is not Go's; else the resident set less what Go itself says to have taken and not returned. Go's
 * own part may be resident later than it is taken, so that the difference first rises to nought;
 * only what lies above counts.
 */
public final class NativeGrowth {
    private static final double LEAST_RISE = 4 << 20;

    /** Pages of the Go heap that become resident late swing by some percent of the resident set. */
    private static final double LEAST_PART = 0.08;

    /**
     * Each third of the time must bring at least this part of the rise: a leak is steady, late
     * pages are not.
     */
    private static final double LEAST_THIRD = 0.2;

    private static final TrendJudge JUDGE = new TrendJudge(6, 8, LEAST_RISE);

    /** A smaller part of RSS's growth is by-work of Go's own. */
    private static final double LEAST_SHARE = 0.5;

    private final Observation observation;
    private final CodeFacts code;
    private final List<NativeFacts> binaryCalls;

    /**
     * @param binaryCalls calls into C and of mmap that the executable holds; empty when it is not
     *     at hand
     */
    public NativeGrowth(Observation observation, CodeFacts code, List<NativeFacts> binaryCalls) {
        this.observation = observation;
        this.code = code;
        this.binaryCalls = binaryCalls;
    }

    public Optional<Native> find() {
        return foreignAnonymous()
                .or(() -> growth(outsideOfGo()).filter(this::agreed))
                .map(this::atItsPlace);
    }

    /** Growth of memory outside of Go before its place is known. */
    private record Growth(Series series, Trend trend, double rise, double share) {}

    /**
     * The kernel's own count of anonymous memory in mappings that are not Go's, where it is known:
     * it is exact, while the sums it gives for the whole process are brought up to date late.
     */
    private Optional<Growth> foreignAnonymous() {
        return growth(observation.metric(Metric.NATIVE_ANON));
    }

    private Optional<Growth> growth(Series outside) {
        Trend trend = JUDGE.judge(outside);
        Series rss = observation.metric(Metric.RSS);
        if (!(trend instanceof Trend.Growing) || outside.last() < LEAST_RISE || rss.size() == 0) {
            return Optional.empty();
        }
        double rise = outside.last() - outside.first();
        double share = rise / Math.max(rise, rss.last() - rss.first());
        boolean large = rise >= Math.max(LEAST_RISE, LEAST_PART * rss.first());
        return large && share >= LEAST_SHARE && steady(outside, rise)
                ? Optional.of(new Growth(outside, trend, rise, share))
                : Optional.empty();
    }

    private Native atItsPlace(Growth growth) {
        List<NativeFacts> places = places();
        Site place =
                places.isEmpty()
                        ? new Site("?", "?", 0)
                        : new Site(
                                places.getFirst().function(),
                                places.getFirst().file(),
                                places.getFirst().line());
        return new Native(
                growth.series(),
                growth.trend(),
                (long) growth.rise(),
                growth.share(),
                places,
                place);
    }

    private static boolean steady(Series series, double rise) {
        double start = series.seconds()[0];
        double third = series.duration() / 3;
        for (int i = 0; i < 3; i++) {
            double gained = series.at(start + (i + 1) * third) - series.at(start + i * third);
            if (gained < LEAST_THIRD * rise) {
                return false;
            }
        }
        return true;
    }

    /**
     * Where the kernel tells which memory is not Go's, half of the rise must be there or in mapped
     * files.
     */
    private boolean agreed(Growth growth) {
        Series anonymous = observation.metric(Metric.NATIVE_ANON);
        if (anonymous.size() < 2) {
            return true;
        }
        Series rss = observation.metric(Metric.RSS);
        Series anon = observation.metric(Metric.ANON);
        double mapped =
                anon.size() < 2 ? 0 : (rss.last() - rss.first()) - (anon.last() - anon.first());
        return Math.max(anonymous.last() - anonymous.first(), mapped) >= growth.rise() / 2;
    }

    private Series outsideOfGo() {
        Series rss = observation.metric(Metric.RSS);
        Series total = observation.metric(Metric.GO_TOTAL);
        Series released = observation.metric(Metric.HEAP_RELEASED);
        if (total.size() == 0) {
            return observation.metric(Metric.NATIVE_ANON);
        }
        SeriesBuilder builder = new SeriesBuilder();
        for (int i = 0; i < rss.size(); i++) {
            double second = rss.seconds()[i];
            if (second < total.seconds()[0] || second > total.seconds()[total.size() - 1] + 1) {
                continue;
            }
            double go = total.at(second) - (released.size() == 0 ? 0 : released.at(second));
            builder.add(second, rss.values()[i] - go);
        }
        return builder.build();
    }

    /**
     * The calls that take such memory: those that never give it back first, then as the CPU profile
     * meets them.
     */
    private List<NativeFacts> places() {
        Collection<String> files = observation.userFiles();
        binaryCalls.forEach(call -> files.add(call.file()));
        Map<String, NativeFacts> places = new LinkedHashMap<>();
        List<NativeFacts> source = code.nativeAllocations(files);
        source.forEach(fact -> places.put(fact.file() + ":" + fact.line(), fact));
        if (source.isEmpty()) {
            binaryCalls.forEach(call -> places.put(call.file() + ":" + call.line(), call));
        }
        return places.values().stream()
                .filter(fact -> fact.release() != Release.ALL_PATHS)
                .sorted(
                        Comparator.comparingInt((NativeFacts fact) -> order(fact.release()))
                                .thenComparingLong(fact -> -cpu(fact)))
                .limit(5)
                .toList();
    }

    private static int order(Release release) {
        return switch (release) {
            case NEVER -> 0;
            case SOME_PATHS -> 1;
            case TRANSFERRED -> 2;
            case ALL_PATHS -> 3;
        };
    }

    private long cpu(NativeFacts fact) {
        long samples = 0;
        for (CpuSnapshot snapshot : observation.cpus()) {
            for (var caller : snapshot.cgoCallers().entrySet()) {
                Site site = caller.getKey();
                samples +=
                        site.line() == fact.line() && site.file().equals(fact.file())
                                ? caller.getValue()
                                : 0;
            }
        }
        return samples;
    }
}
