package dev.stanch.diagnosis.rule;

import dev.stanch.diagnosis.observation.AllocationGroup;
import dev.stanch.diagnosis.observation.HeapSnapshot;
import dev.stanch.diagnosis.observation.HeapSnapshot.Amounts;
import dev.stanch.diagnosis.observation.Observation;
import dev.stanch.diagnosis.rule.Candidate.Heap;
import dev.stanch.leak.Site;
import dev.stanch.trend.Series;
import dev.stanch.trend.SeriesBuilder;
import dev.stanch.trend.Trend;
import dev.stanch.trend.TrendJudge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds lines whose objects pile up on the heap. A heap profile is a sample, one allocation in half
 * a MiB, so growth must rest on several sampled allocations before it means anything; what a
 * leaking line was seen to hold never shrinks.
 */
public final class HeapGrowth {
    private static final int LEAST_PROFILES = 4;

    private static final TrendJudge JUDGE = new TrendJudge(LEAST_PROFILES, 6, 64 << 10);

    /** Growth that rests on fewer sampled allocations may be chance. */
    private static final long LEAST_SAMPLES = 4;

    /** One sampled allocation is always chance. */
    private static final long FEW_SAMPLES = 2;

    /** A line with this part of the whole's growth is where the heap grows. */
    private static final double MAIN_PART = 0.3;

    /** A map or slice that grew by less and then stood still is not worth a word. */
    private static final double WORTH_BYTES = 1 << 20;

    /** Objects of this size are sampled nearly always, so that their bytes are exact. */
    private static final long ALWAYS_SAMPLED = 1 << 20;

    private final List<HeapSnapshot> snapshots;
    private final ExactHeap exact;
    private final Map<Site, Map<AllocationGroup, Amounts>> latest = new HashMap<>();
    private final List<Map<Site, Amounts>> sites = new ArrayList<>();

    /** How the bytes in use of one line are judged, without the whole. */
    public static Trend judge(Series line) {
        return JUDGE.judge(line);
    }

    public HeapGrowth(Observation observation) {
        this.snapshots = observation.heaps();
        this.exact = new ExactHeap(observation);
        for (HeapSnapshot snapshot : snapshots) {
            Map<Site, Amounts> amounts = new HashMap<>();
            snapshot.groups()
                    .forEach((group, amount) -> {
                        amounts.merge(group.site(), amount, Amounts::plus);
                        latest.computeIfAbsent(group.site(), _ -> new HashMap<>())
                                .put(group, amount);
                    });
            sites.add(amounts);
        }
    }

    /** All lines whose memory grows and shows no end, the fastest first. */
    public List<Heap> find() {
        List<Heap> found = new ArrayList<>();
        for (Site site : latest.keySet()) {
            Series series = series(site);
            Trend trend = withTheWhole(JUDGE.judge(series), series);
            boolean credible = large(site) || exact.allows(series, trend);
            if (worthALook(trend) && certain(site, series) && credible) {
                found.add(candidate(site, series, trend));
            }
        }
        if (found.isEmpty()) {
            largestPart().ifPresent(found::add);
        }
        found.sort(Comparator.comparingDouble(Heap::rate).reversed());
        return found;
    }

    /**
     * Where the exact whole grows and no line is certain to: the line that gained the most, though
     * on few samples.
     */
    private Optional<Heap> largestPart() {
        if (!(exact.trend() instanceof Trend.Growing)) {
            return Optional.empty();
        }
        return latest.keySet().stream()
                .filter(site -> samplesGained(site) >= FEW_SAMPLES)
                .map(site -> {
                    Series series = series(site);
                    return candidate(site, series, withTheWhole(JUDGE.judge(series), series));
                })
                .filter(heap -> heap.trend().grows())
                .max(Comparator.comparingDouble(Heap::rate));
    }

    /**
     * Lines that rose between the first and the last profile when there are too few for a
     * judgement.
     */
    public List<Heap> risen(long leastBytes) {
        List<Heap> found = new ArrayList<>();
        for (Site site : latest.keySet()) {
            Series series = series(site);
            if (series.size() >= 2
                    && series.last() - series.first() >= leastBytes
                    && certain(site, series)) {
                found.add(candidate(site, series, JUDGE.judge(series)));
            }
        }
        found.sort(
                Comparator.comparingDouble((Heap h) -> h.series().last() - h.series().first())
                        .reversed());
        return found;
    }

    /** Bytes in use of all lines together. */
    public Series total() {
        SeriesBuilder builder = new SeriesBuilder();
        for (HeapSnapshot snapshot : snapshots) {
            double bytes = 0;
            for (Amounts amounts : snapshot.groups().values()) {
                bytes += amounts.inUseBytes();
            }
            builder.add(snapshot.seconds(), bytes);
        }
        return builder.build();
    }

    private Heap candidate(Site site, Series series, Trend trend) {
        Amounts first = at(0, site);
        Amounts last = at(sites.size() - 1, site);
        double gained = last.inUseBytes() - first.inUseBytes();
        double allocated = last.allocatedBytes() - first.allocatedBytes();
        return new Heap(
                commonest(site),
                series,
                trend,
                last.inUseBytes(),
                last.inUseObjects(),
                samplesGained(site),
                allocated <= 0 ? 1 : Math.clamp(gained / allocated, 0, 1),
                series.duration() <= 0
                        ? 0
                        : (last.inUseObjects() - first.inUseObjects()) / series.duration());
    }

    private AllocationGroup commonest(Site site) {
        return latest.getOrDefault(site, Map.of()).entrySet().stream()
                .max(Comparator.comparingLong(entry -> entry.getValue().inUseBytes()))
                .orElseThrow()
                .getKey();
    }

    /**
     * The exact whole decides whether the heap grows, the samples where: a line that gained a good
     * part of a steady growth of the whole grows with it, though its own few samples scatter.
     */
    private Trend withTheWhole(Trend own, Series series) {
        boolean scattered =
                switch (own) {
                    case Trend.Plateau _, Trend.Slowing _, Trend.Step _, Trend.TooShort _ -> true;
                    case Trend.Growing _, Trend.Flat _, Trend.Falling _, Trend.Wave _ -> false;
                };
        if (!scattered
                || series.size() < LEAST_PROFILES
                || !(exact.trend() instanceof Trend.Growing whole)) {
            return own;
        }
        double rise = series.last() - series.first();
        double rate = rise / series.duration();
        return rise >= MAIN_PART * whole.rise()
                ? new Trend.Growing(
                        rate, rate / 2, rate * 2, series.seconds()[0], rise, whole.increases())
                : own;
    }

    /**
     * Growth, or what may be growth by doubling: a map or slice that is filled steadily takes
     * memory in ever larger steps.
     */
    private static boolean worthALook(Trend trend) {
        return switch (trend) {
            case Trend.Growing _, Trend.Slowing _, Trend.Step _ -> true;
            case Trend.Plateau plateau -> plateau.rise() >= WORTH_BYTES;
            case Trend.TooShort _, Trend.Flat _, Trend.Falling _, Trend.Wave _ -> false;
        };
    }

    /**
     * Whether the growth is no accident of sampling: it rests on several samples, or on objects
     * that are always sampled.
     */
    private boolean certain(Site site, Series series) {
        return samplesGained(site) >= LEAST_SAMPLES
                || (large(site) && series.last() - series.first() >= ALWAYS_SAMPLED);
    }

    /** What it holds is no estimate: the profile misses next to nothing of that size. */
    private boolean large(Site site) {
        Amounts last = at(sites.size() - 1, site);
        return last.inUseObjects() > 0 && last.inUseBytes() / last.inUseObjects() >= ALWAYS_SAMPLED;
    }

    private long samplesGained(Site site) {
        return at(sites.size() - 1, site).samples() - at(0, site).samples();
    }

    private Series series(Site site) {
        SeriesBuilder builder = new SeriesBuilder();
        for (int i = 0; i < sites.size(); i++) {
            builder.add(snapshots.get(i).seconds(), (double) at(i, site).inUseBytes());
        }
        return builder.build();
    }

    private Amounts at(int snapshot, Site site) {
        return sites.get(snapshot).getOrDefault(site, Amounts.NONE);
    }
}
