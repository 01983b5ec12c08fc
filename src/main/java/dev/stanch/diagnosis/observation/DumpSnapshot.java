package dev.stanch.diagnosis.observation;

import dev.stanch.diagnosis.observation.GoroutineGroup.Spot;
import dev.stanch.goroutine.Goroutine;
import dev.stanch.goroutine.WaitKind;
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
     * @param waitMinutes the longest wait, a lower bound; 0 when none is shown
     * @param leaked how many the runtime itself marked as leaked
     * @param waits how many wait in which way
     */
    public record Members(
            List<Long> ids,
            @Nullable Site origin,
            List<Long> creators,
            int waitMinutes,
            int leaked,
            Map<WaitKind, Integer> waits) {}

    /** Folds the goroutines of a dump as they are read. */
    static final class Builder {
        private final Owners owners;
        private final Map<Spot, Gathering> spots = new HashMap<>();
        private long goroutines;

        Builder(Owners owners) {
            this.owners = owners;
        }

        void add(Goroutine goroutine) {
            goroutines++;
            List<Site> frames = new ArrayList<>();
            List<Owner> whose = new ArrayList<>();
            for (var frame : goroutine.frames()) {
                frames.add(new Site(frame.function(), frame.file(), frame.line()));
                whose.add(owners.of(frame.function(), frame.file()));
            }
            StackFrames stack = new StackFrames(frames, whose);
            int site = stack.site();
            if (site >= 0) {
                spots.computeIfAbsent(
                                new Spot(frames.get(site), stack.entry()), _ -> new Gathering())
                        .add(goroutine);
            }
        }

        DumpSnapshot build(double seconds, boolean truncated) {
            Map<Spot, Members> members = new HashMap<>();
            spots.forEach((spot, gathering) -> members.put(spot, gathering.members()));
            return new DumpSnapshot(seconds, goroutines, truncated, members);
        }
    }

    private static final class Gathering {
        private final List<Long> ids = new ArrayList<>();
        private final List<Long> creators = new ArrayList<>();
        private final Map<Site, Integer> origins = new HashMap<>();
        private final Map<WaitKind, Integer> waits = new HashMap<>();
        private int waitMinutes;
        private int leaked;

        void add(Goroutine goroutine) {
            ids.add(goroutine.id());
            waits.merge(WaitKind.ofState(goroutine.state()), 1, Integer::sum);
            waitMinutes = Math.max(waitMinutes, goroutine.waitMinutes());
            leaked += goroutine.leaked() ? 1 : 0;
            var by = goroutine.createdBy();
            if (by != null) {
                origins.merge(new Site(by.function(), by.file(), by.line()), 1, Integer::sum);
                if (by.creator() > 0) {
                    creators.add(by.creator());
                }
            }
        }

        Members members() {
            Site origin =
                    origins.entrySet().stream()
                            .max(
                                    Map.Entry.<Site, Integer>comparingByValue()
                                            .thenComparingInt(e -> e.getKey().line()))
                            .map(Map.Entry::getKey)
                            .orElse(null);
            return new Members(ids, origin, creators, waitMinutes, leaked, waits);
        }
    }
}
