package dev.stanch.goroutine.group;

import dev.stanch.goroutine.CreatedBy;
import dev.stanch.goroutine.Frame;
import dev.stanch.goroutine.Goroutine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds the goroutines of one dump into groups as they are read. Memory grows with the number of
 * different stacks, not with the number of goroutines; beyond {@value #MOST_GROUPS} different
 * stacks goroutines are only counted.
 */
public final class Grouping {
    static final int MOST_LABELS = 100;
    private static final int MOST_GROUPS = 100_000;

    private final Map<Key, Gathering> groups = new HashMap<>();
    private long goroutines;
    private long ungrouped;

    /** Adds one; returns the number of its group, in the order in which groups were met, or -1. */
    public int add(Goroutine goroutine) {
        goroutines++;
        Key key = Key.of(goroutine);
        Gathering group = groups.get(key);
        if (group == null) {
            if (groups.size() >= MOST_GROUPS) {
                ungrouped++;
                return -1;
            }
            group = new Gathering(groups.size(), goroutine);
            groups.put(key, group);
        }
        group.add(goroutine);
        return group.number;
    }

    public long goroutines() {
        return goroutines;
    }

    /** How many were counted but are in no group. */
    public long ungrouped() {
        return ungrouped;
    }

    /** By the numbers that {@link #add} gave. */
    public List<Group> byNumber() {
        return groups.values().stream()
                .sorted(Comparator.comparingInt(g -> g.number))
                .map(Gathering::group)
                .toList();
    }

    /** The largest first; of equal size the one that was met first. */
    public List<Group> bySize() {
        return groups.values().stream()
                .sorted(
                        Comparator.comparingLong((Gathering g) -> g.count)
                                .reversed()
                                .thenComparingInt(g -> g.number))
                .map(Gathering::group)
                .toList();
    }

    /** What members of a group share, with its hash at hand. */
    private record Key(
            List<Frame> frames,
            String state,
            String creator,
            int creatorLine,
            boolean leaked,
            int hash) {
        static Key of(Goroutine goroutine) {
            CreatedBy by = goroutine.createdBy();
            String creator = by == null ? "" : by.function();
            int line = by == null ? 0 : by.line();
            int hash = goroutine.state().hashCode() * 31 + creator.hashCode() + line;
            for (Frame frame : goroutine.frames()) {
                hash = (hash * 31 + frame.function().hashCode()) * 31 + frame.line();
            }
            return new Key(
                    goroutine.frames(), goroutine.state(), creator, line, goroutine.leaked(), hash);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object object) {
            return object instanceof Key other
                    && hash == other.hash
                    && creatorLine == other.creatorLine
                    && leaked == other.leaked
                    && state.equals(other.state)
                    && creator.equals(other.creator)
                    && samePlaces(frames, other.frames);
        }

        private static boolean samePlaces(List<Frame> one, List<Frame> other) {
            if (one.size() != other.size()) {
                return false;
            }
            for (int i = 0; i < one.size(); i++) {
                Frame a = one.get(i);
                Frame b = other.get(i);
                if (a.line() != b.line()
                        || !a.function().equals(b.function())
                        || !a.file().equals(b.file())) {
                    return false;
                }
            }
            return true;
        }
    }

    /** A group in the making. */
    private static final class Gathering {
        private final int number;
        private final Goroutine first;
        private final String[] arguments;
        private List<Frame> last;
        private final Ids ids = new Ids();
        private final Ids creators = new Ids();
        private final Map<String, Long> labels = new LinkedHashMap<>();
        private long count;
        private int leastMinutes = Integer.MAX_VALUE;
        private int mostMinutes;
        private long leaked;
        private long durable;
        private long locked;
        private long lowestId = Long.MAX_VALUE;
        private long highestId;
        private boolean oneCreator = true;

        Gathering(int number, Goroutine first) {
            this.number = number;
            this.first = first;
            this.last = first.frames();
            this.arguments = new String[first.frames().size()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = first.frames().get(i).arguments();
            }
        }

        void add(Goroutine goroutine) {
            count++;
            leastMinutes = Math.min(leastMinutes, goroutine.waitMinutes());
            mostMinutes = Math.max(mostMinutes, goroutine.waitMinutes());
            leaked += goroutine.leaked() ? 1 : 0;
            durable += goroutine.durable() ? 1 : 0;
            locked += goroutine.lockedToThread() ? 1 : 0;
            lowestId = Math.min(lowestId, goroutine.id());
            highestId = Math.max(highestId, goroutine.id());
            ids.add(goroutine.id());
            goroutine.labels().forEach(this::label);
            long creator = creator(goroutine);
            oneCreator &= creator == creator(first);
            if (creator > 0) {
                creators.add(creator);
            }
            List<Frame> frames = goroutine.frames();
            if (!frames.equals(last)) {
                for (int i = 0; i < arguments.length; i++) {
                    arguments[i] = Arguments.common(arguments[i], frames.get(i).arguments());
                }
                last = frames;
            }
        }

        private static long creator(Goroutine goroutine) {
            CreatedBy by = goroutine.createdBy();
            return by == null ? 0 : by.creator();
        }

        private void label(String key, String value) {
            String label = key + "=" + value;
            if (labels.size() < MOST_LABELS || labels.containsKey(label)) {
                labels.merge(label, 1L, Long::sum);
            }
        }

        Group group() {
            List<Frame> stack = new ArrayList<>(arguments.length);
            for (int i = 0; i < arguments.length; i++) {
                Frame frame = first.frames().get(i);
                stack.add(new Frame(frame.function(), arguments[i], frame.file(), frame.line()));
            }
            CreatedBy by = first.createdBy();
            if (by != null && !oneCreator) {
                by = new CreatedBy(by.function(), by.file(), by.line(), 0);
            }
            return new Group(
                    stack,
                    first.elidedFrames(),
                    first.state(),
                    by,
                    count,
                    count == 0 ? 0 : leastMinutes,
                    mostMinutes,
                    leaked,
                    durable,
                    locked,
                    ids,
                    creators,
                    lowestId,
                    highestId,
                    labels);
        }
    }
}
