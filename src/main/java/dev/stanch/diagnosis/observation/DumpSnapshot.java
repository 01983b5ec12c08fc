package dev.stanch.diagnosis.observation;

import dev.stanch.diagnosis.observation.GoroutineGroup.Spot;
import dev.stanch.goroutine.CreatedBy;
import dev.stanch.goroutine.Frame;
import dev.stanch.goroutine.WaitKind;
import dev.stanch.goroutine.group.Group;
import dev.stanch.goroutine.group.KnownGoroutines;
import dev.stanch.leak.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one goroutine dump tells beyond a profile: ids, creators, ages, leak marks.
 *
 * @param seconds since the start of the observation
 * @param spots by place
 * @param truncated whether goroutines are missing at the end
 */
public record DumpSnapshot(
        double seconds, long goroutines, boolean truncated, Map<Spot, Members> spots) {

    /**
     * The goroutines at one place.
     *
     * @param ids in the order of the dump
     * @param origin the {@code go} statement of most of them; null when the dump has none
     * @param creators ids of the goroutines that started them, where known
     * @param leastMinutes the shortest wait
     * @param waitMinutes the longest wait, a lower bound; 0 when none is shown
     * @param leaked how many the runtime itself marked as leaked
     * @param known why they are there by right; null when nothing is known
     * @param waits how many wait in which way
     */
    public record Members(
            List<Long> ids,
            @Nullable Site origin,
            List<Long> creators,
            int leastMinutes,
            int waitMinutes,
            int leaked,
            Map<WaitKind, Integer> waits,
            @Nullable String known) {}

    /** A group with its stack as the rules see it. */
    record Stacked(Group group, StackFrames stack) {}

    /** What the rules see of a dump's groups; those without a stack have no site. */
    static DumpSnapshot of(
            double seconds,
            long goroutines,
            boolean truncated,
            List<Stacked> groups,
            KnownGoroutines library) {
        Map<Spot, Gathering> spots = new HashMap<>();
        for (Stacked one : groups) {
            StackFrames stack = one.stack();
            int site = stack.site();
            if (site >= 0) {
                spots.computeIfAbsent(
                                new Spot(stack.frames().get(site), stack.entry()),
                                _ -> new Gathering())
                        .add(one.group(), library);
            }
        }
        Map<Spot, Members> members = new HashMap<>();
        spots.forEach((spot, gathering) -> members.put(spot, gathering.members()));
        return new DumpSnapshot(seconds, goroutines, truncated, members);
    }

    /** What a goroutine profile would have told at the same moment. */
    static GoroutineSnapshot asProfile(double seconds, long goroutines, List<Stacked> groups) {
        Map<GoroutineGroup, Long> counts = new HashMap<>();
        for (Stacked one : groups) {
            if (one.stack().site() >= 0) {
                counts.merge(
                        GoroutineSnapshot.group(one.stack(), one.group().waitKind()),
                        one.group().count(),
                        Long::sum);
            }
        }
        return new GoroutineSnapshot(seconds, goroutines, counts);
    }

    private static final class Gathering {
        private final List<Long> ids = new ArrayList<>();
        private final List<Long> creators = new ArrayList<>();
        private final Map<Site, Integer> origins = new HashMap<>();
        private final Map<WaitKind, Integer> waits = new HashMap<>();
        private int leastMinutes = Integer.MAX_VALUE;
        private int waitMinutes;
        private int leaked;
        private @Nullable String known;

        void add(Group group, KnownGoroutines library) {
            List<String> functions = group.stack().stream().map(Frame::function).toList();
            known = library.reason(group.waitKind(), functions).orElse(known);
            group.ids().stream().forEach(ids::add);
            waits.merge(group.waitKind(), (int) group.count(), Integer::sum);
            leastMinutes = Math.min(leastMinutes, group.leastMinutes());
            waitMinutes = Math.max(waitMinutes, group.mostMinutes());
            leaked += (int) group.leaked();
            CreatedBy by = group.createdBy();
            if (by != null) {
                origins.merge(
                        new Site(by.function(), by.file(), by.line()),
                        (int) group.count(),
                        Integer::sum);
            }
            group.creators().stream().forEach(creators::add);
        }

        Members members() {
            Site origin =
                    origins.entrySet().stream()
                            .max(
                                    Map.Entry.<Site, Integer>comparingByValue()
                                            .thenComparingInt(e -> e.getKey().line()))
                            .map(Map.Entry::getKey)
                            .orElse(null);
            return new Members(
                    ids, origin, creators, leastMinutes, waitMinutes, leaked, waits, known);
        }
    }
}
