package dev.stanch.diagnosis.rule;

import dev.stanch.capture.metric.Metric;
import dev.stanch.diagnosis.observation.DumpSnapshot;
import dev.stanch.diagnosis.observation.DumpSnapshot.Members;
import dev.stanch.diagnosis.observation.GoroutineGroup;
import dev.stanch.diagnosis.observation.GoroutineGroup.Spot;
import dev.stanch.diagnosis.observation.GoroutineSnapshot;
import dev.stanch.diagnosis.observation.Observation;
import dev.stanch.diagnosis.observation.Owner;
import dev.stanch.diagnosis.observation.Owners;
import dev.stanch.diagnosis.rule.Candidate.Goroutines;
import dev.stanch.diagnosis.rule.Candidate.Survival;
import dev.stanch.goroutine.WaitKind;
import dev.stanch.trend.Series;
import dev.stanch.trend.SeriesBuilder;
import dev.stanch.trend.Trend;
import dev.stanch.trend.TrendJudge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds goroutines that pile up at a place; those that pile up by the function they run, though
 * they are met at changing places (a loop that goes on); and those that are certainly stuck,
 * however many.
 */
public final class GoroutineGrowth {
    private static final TrendJudge JUDGE = new TrendJudge(5, 6, 3);

    /** A place with this part of the whole's growth is where the number grows. */
    private static final double MAIN_PART = 0.5;

    /** Up to so many looks nothing can be said of a trend. */
    private static final int FEW_LOOKS = 2;

    private static final int CROWD = 100;
    private static final int SOME = 8;

    /** Dumps closer together than this say little about who stays. */
    private static final double SURVIVAL_SECONDS = 3;

    private final Observation observation;
    private final Map<Spot, Map<GoroutineGroup, Long>> latest = new LinkedHashMap<>();
    private final List<Map<Spot, Long>> counts = new ArrayList<>();

    public GoroutineGrowth(Observation observation) {
        this.observation = observation;
        for (GoroutineSnapshot snapshot : observation.goroutines()) {
            Map<Spot, Long> spots = new HashMap<>();
            snapshot.groups()
                    .forEach((group, count) -> {
                        spots.merge(group.spot(), count, Long::sum);
                        latest.computeIfAbsent(group.spot(), _ -> new LinkedHashMap<>())
                                .merge(group, count, (_, now) -> now);
                    });
            counts.add(spots);
        }
    }

    /** All candidates, the largest first. */
    public List<Goroutines> find() {
        List<Goroutines> found = new ArrayList<>();
        for (Spot spot : latest.keySet()) {
            Series series = series(spot);
            Trend trend = JUDGE.judge(series);
            Goroutines candidate = candidate(spot, series, trend, false);
            boolean slows = trend instanceof Trend.Slowing && candidate.survival().rate() >= 0.8;
            if (trend.grows()
                    || slows
                    || candidate.marked() > 0
                    || candidate.certain()
                    || spins(candidate)) {
                found.add(candidate);
            }
        }
        found.addAll(roaming(found));
        found.sort(Comparator.comparingLong(Goroutines::count).reversed());
        return found;
    }

    /**
     * The groups that rose between the first and the last profile when there are too few for a
     * judgement.
     */
    public List<Goroutines> risen(long least) {
        List<Goroutines> found = new ArrayList<>();
        Trend whole = JUDGE.judge(observation.metric(Metric.GOROUTINES));
        for (Spot spot : latest.keySet()) {
            Series series = series(spot);
            double rise = series.size() < 2 ? 0 : series.last() - series.first();
            Trend trend = withTheWhole(whole, JUDGE.judge(series), series, rise);
            if (rise >= least && (trend.grows() || series.last() > 1.2 * series.first())) {
                found.add(candidate(spot, series, trend, false));
            }
        }
        found.sort(
                Comparator.comparingDouble((Goroutines g) -> g.series().last() - g.series().first())
                        .reversed());
        return found;
    }

    /**
     * The runtime's count of all goroutines costs nothing and so is known at many moments: where
     * that grows, the place that gained most of it meanwhile grows with it.
     */
    private static Trend withTheWhole(Trend all, Trend own, Series series, double rise) {
        if (!(own instanceof Trend.TooShort)
                || rise <= 0
                || !(all instanceof Trend.Growing whole)) {
            return own;
        }
        double rate = rise / series.duration();
        return rate >= MAIN_PART * whole.rate()
                ? new Trend.Growing(
                        rate,
                        Math.min(rate, whole.low()),
                        Math.max(rate, whole.high()),
                        series.seconds()[0],
                        rise,
                        whole.increases())
                : own;
    }

    /**
     * Functions of user code of which ever more goroutines run, though no place of theirs explains
     * it, or the same goroutines are met now here, now there.
     */
    private List<Goroutines> roaming(List<Goroutines> found) {
        Set<String> entries =
                latest.keySet().stream()
                        .map(Spot::entry)
                        .filter(this::userCode)
                        .collect(Collectors.toSet());
        List<Goroutines> roaming = new ArrayList<>();
        for (String entry : entries) {
            List<Goroutines> here =
                    found.stream().filter(g -> g.group().entry().equals(entry)).toList();
            Set<Spot> explained =
                    here.stream().map(g -> g.group().spot()).collect(Collectors.toSet());
            boolean moves = moves(entry) && !settled(entry, here);
            Series series =
                    series(s -> s.entry().equals(entry) && (moves || !explained.contains(s)));
            Trend trend = JUDGE.judge(series);
            boolean alreadyTold =
                    !moves && !here.isEmpty() && series.last() < here.getFirst().count() * 0.3;
            if (trend.grows() && !alreadyTold && (here.isEmpty() || moves)) {
                found.removeAll(
                        here.stream().filter(g -> g.marked() == 0 && !g.certain()).toList());
                roaming.add(candidate(homeOf(entry), series, trend, true));
            }
        }
        return roaming;
    }

    /**
     * Whether most of them end up at one place: on the way there they were elsewhere, but they go
     * nowhere from it.
     */
    private boolean settled(String entry, List<Goroutines> here) {
        double all = series(s -> s.entry().equals(entry)).last();
        return here.stream().anyMatch(g -> g.count() >= 0.6 * all);
    }

    private boolean userCode(String entry) {
        return !entry.equals("main.main")
                && latest.keySet().stream()
                        .filter(spot -> spot.entry().equals(entry))
                        .anyMatch(spot ->
                                observation
                                                .owners()
                                                .of(spot.site().function(), spot.site().file())
                                                .user()
                                        && sameFunctionFamily(spot, entry));
    }

    /**
     * The entry is user code itself, not a library's function that calls user code (an HTTP
     * server's connection).
     */
    private static boolean sameFunctionFamily(Spot spot, String entry) {
        return Owners.packagePath(entry).equals(Owners.packagePath(spot.site().function()));
    }

    /** What one or two looks alone make suspicious, see {@link #gathered}. */
    public List<Goroutines> crowds() {
        if (observation.goroutines().size() > FEW_LOOKS) {
            return List.of();
        }
        List<Goroutines> found = new ArrayList<>();
        for (Spot spot : latest.keySet()) {
            Series series = series(spot);
            Goroutines candidate = candidate(spot, series, JUDGE.judge(series), false);
            if (gathered(candidate)) {
                found.add(candidate);
            }
        }
        return found;
    }

    /**
     * From one or two looks: a crowd, or goroutines that came one after another and all wait still,
     * or that queue for a lock for minutes. Nobody can be sure of it without growth.
     */
    private boolean gathered(Goroutines candidate) {
        GoroutineGroup group = candidate.group();
        if (group.main() || !waits(group.kind())) {
            return false;
        }
        Members members = lastMembers(group.spot(), false);
        if (members == null) {
            return candidate.count() >= CROWD;
        }
        boolean queue = group.kind().isLock() && members.waitMinutes() >= 1;
        boolean oneByOne =
                candidate.count() >= SOME
                        && members.waitMinutes() >= 2
                        && members.leastMinutes() * 2 <= members.waitMinutes();
        return members.known() == null && (queue || oneByOne || candidate.count() >= CROWD);
    }

    private static boolean waits(WaitKind kind) {
        return switch (kind) {
            case CHAN_SEND,
                    CHAN_RECEIVE,
                    NIL_CHAN_SEND,
                    NIL_CHAN_RECEIVE,
                    SELECT,
                    SELECT_NO_CASES,
                    MUTEX_LOCK,
                    RWMUTEX_RLOCK,
                    RWMUTEX_LOCK,
                    WAIT_GROUP,
                    COND_WAIT,
                    SEMACQUIRE,
                    IO_WAIT,
                    SLEEP,
                    COROUTINE ->
                    true;
            case SYSCALL, RUNNING, FINALIZER, RUNTIME, OTHER -> false;
        };
    }

    /** Several that are met running at the very same line from first to last. */
    private boolean spins(Goroutines candidate) {
        GoroutineGroup group = candidate.group();
        if (group.kind() != WaitKind.RUNNING || group.main() || !group.owner().user()) {
            return false;
        }
        Survival survival = survival(group.spot(), false);
        return survival.stayed() >= 3 && survival.rate() >= 0.8;
    }

    /** It sleeps or runs: it is met at whatever line it has come to. */
    private static boolean runs(GoroutineGroup group) {
        return group.kind() == WaitKind.SLEEP || group.kind() == WaitKind.RUNNING;
    }

    /**
     * Whether goroutines of the spot's function were met in I/O in one dump and elsewhere in
     * another.
     */
    private boolean serves(Spot spot) {
        Set<Long> reading = new HashSet<>();
        Set<Long> elsewhere = new HashSet<>();
        for (DumpSnapshot dump : observation.dumps()) {
            dump.spots()
                    .forEach((place, members) -> {
                        if (place.entry().equals(spot.entry())) {
                            boolean io = members.waits().containsKey(WaitKind.IO_WAIT);
                            (io ? reading : elsewhere).addAll(members.ids());
                        }
                    });
        }
        reading.retainAll(elsewhere);
        return reading.size() >= 2;
    }

    /** Whether goroutines of this function are met at different places in two dumps. */
    private boolean moves(String entry) {
        Map<Long, Spot> earlier = new HashMap<>();
        int moved = 0;
        int met = 0;
        for (DumpSnapshot dump : observation.dumps()) {
            for (var place : dump.spots().entrySet()) {
                if (place.getKey().entry().equals(entry)) {
                    for (long id : place.getValue().ids()) {
                        Spot before = earlier.put(id, place.getKey());
                        met += before == null ? 0 : 1;
                        moved += before == null || before.equals(place.getKey()) ? 0 : 1;
                    }
                }
            }
        }
        return moved >= 2 && moved * 10 >= met;
    }

    /** The place at which most goroutines of a function are met, over all profiles. */
    private Spot homeOf(String entry) {
        Map<Spot, Long> sums = new HashMap<>();
        for (Map<Spot, Long> spots : counts) {
            spots.forEach((spot, count) -> {
                if (spot.entry().equals(entry)) {
                    sums.merge(spot, count, Long::sum);
                }
            });
        }
        return sums.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    }

    private Series series(Spot spot) {
        SeriesBuilder builder = new SeriesBuilder();
        for (int i = 0; i < counts.size(); i++) {
            builder.add(
                    observation.goroutines().get(i).seconds(),
                    (double) counts.get(i).getOrDefault(spot, 0L));
        }
        return builder.build();
    }

    private Series series(Predicate<Spot> which) {
        SeriesBuilder builder = new SeriesBuilder();
        for (int i = 0; i < counts.size(); i++) {
            long count = 0;
            for (var spot : counts.get(i).entrySet()) {
                count += which.test(spot.getKey()) ? spot.getValue() : 0;
            }
            builder.add(observation.goroutines().get(i).seconds(), (double) count);
        }
        return builder.build();
    }

    private Goroutines candidate(Spot spot, Series series, Trend trend, boolean roaming) {
        GoroutineGroup group = commonest(spot);
        Members members = lastMembers(spot, roaming);
        WaitKind dumped = members == null ? group.kind() : commonestWait(members, group.kind());
        boolean certain = dumped.certainLeak() && !group.main() && group.owner() != Owner.RUNTIME;
        return new Goroutines(
                withKind(group, dumped),
                series,
                trend,
                series.size() == 0 ? 0 : (long) series.last(),
                survival(spot, roaming || (runs(group) && userCode(spot.entry()))),
                members == null ? null : members.origin(),
                members == null ? List.of() : members.creators(),
                members == null ? List.of() : members.ids(),
                members == null ? 0 : members.waitMinutes(),
                marked(spot),
                certain,
                serves(spot),
                roaming,
                observation.profiled());
    }

    private GoroutineGroup commonest(Spot spot) {
        return latest.getOrDefault(spot, Map.of()).entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private static WaitKind commonestWait(Members members, WaitKind absent) {
        return members.waits().entrySet().stream()
                .max(
                        Map.Entry.<WaitKind, Integer>comparingByValue()
                                .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .filter(kind -> kind.certainLeak() || absent == WaitKind.OTHER)
                .orElse(absent);
    }

    private static GoroutineGroup withKind(GoroutineGroup group, WaitKind kind) {
        return new GoroutineGroup(
                kind,
                group.site(),
                group.owner(),
                group.userFrames(),
                group.entry(),
                group.calls(),
                group.library(),
                group.leaf());
    }

    private @Nullable Members lastMembers(Spot spot, boolean roaming) {
        for (DumpSnapshot dump : observation.dumps().reversed()) {
            Members members = dump.spots().get(spot);
            if (members != null) {
                return members;
            }
            if (roaming) {
                var any =
                        dump.spots().entrySet().stream()
                                .filter(e -> e.getKey().entry().equals(spot.entry()))
                                .findFirst();
                if (any.isPresent()) {
                    return any.get().getValue();
                }
            }
        }
        return null;
    }

    /** Compares the earliest dump that has such goroutines with the last one. */
    private Survival survival(Spot spot, boolean roaming) {
        List<DumpSnapshot> dumps = observation.dumps();
        if (dumps.size() < 2) {
            return Survival.UNKNOWN;
        }
        DumpSnapshot last = dumps.getLast();
        Set<Long> now = ids(last, spot, roaming);
        for (DumpSnapshot dump : dumps) {
            Set<Long> then = ids(dump, spot, roaming);
            if (!then.isEmpty()
                    && last.seconds() - dump.seconds() >= SURVIVAL_SECONDS
                    && !last.truncated()) {
                int earlier = then.size();
                then.retainAll(now);
                return new Survival(earlier, then.size(), last.seconds() - dump.seconds());
            }
        }
        return Survival.UNKNOWN;
    }

    private static Set<Long> ids(DumpSnapshot dump, Spot spot, boolean roaming) {
        Set<Long> ids = new HashSet<>();
        dump.spots()
                .forEach((place, members) -> {
                    if (place.equals(spot) || (roaming && place.entry().equals(spot.entry()))) {
                        ids.addAll(members.ids());
                    }
                });
        return ids;
    }

    /**
     * The most that one leak profile or dump names there: each search of the runtime may miss some.
     */
    private long marked(Spot spot) {
        long most = 0;
        for (GoroutineSnapshot marks : observation.leakMarks()) {
            long here = 0;
            for (var group : marks.groups().entrySet()) {
                here += group.getKey().spot().equals(spot) ? group.getValue() : 0;
            }
            most = Math.max(most, here);
        }
        for (DumpSnapshot dump : observation.dumps()) {
            Members members = dump.spots().get(spot);
            most = Math.max(most, members == null ? 0 : members.leaked());
        }
        return most;
    }
}
