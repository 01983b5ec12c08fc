package dev.stanch.goroutine.group;

import dev.stanch.goroutine.Frame;
import dev.stanch.goroutine.Goroutine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who waits on what, and who may hold it. A dump does not say who holds a lock; but a goroutine
 * that holds one usually has it, or the struct around it, among the arguments of the calls outside
 * of the one that it waits in. So "may hold" is a hint, and a circle of such hints, each over the
 * exact address that another waits on, is what a deadlock looks like.
 */
public final class LockWaits {
    /**
     * Waiting goroutines that are looked at; the rest only adds to the counts of known addresses.
     */
    private static final int MOST_WAITERS = 5_000;

    /** Different addresses that are counted. */
    private static final int MOST_ADDRESSES = 200_000;

    /** A lock this far behind a struct's pointer counts as within it. Bytes. */
    private static final long WITHIN = 512;

    private static final Pattern WORDS = Pattern.compile("[,{} ]+");
    private static final int MOST_WORDS = 16;
    private static final int MOST_SHOWN = 50;

    private final Map<Long, Queue> queues = new HashMap<>();
    private final List<Waiter> waiters = new ArrayList<>();

    /**
     * What goroutines wait on.
     *
     * @param waiters their number
     * @param ids of the first of them
     * @param caller the call of the first that waits
     * @param mayHold goroutines that have it among their arguments and wait for something else
     */
    public record Waited(
            long address,
            String what,
            long waiters,
            List<Long> ids,
            Frame caller,
            List<Holder> mayHold) {
        public Waited {
            ids = List.copyOf(ids);
            mayHold = List.copyOf(mayHold);
        }
    }

    /**
     * @param at the frame that shows the address
     * @param waitsFor what it waits on itself; 0 when unknown
     */
    public record Holder(long id, Frame at, long waitsFor) {}

    /** Goroutines of which each waits on what the next may hold, and the last on the first's. */
    public record Circle(List<Step> steps) {
        public Circle {
            steps = List.copyOf(steps);
        }
    }

    /** {@code id} waits on {@code address} at {@code caller}. */
    public record Step(long id, long address, String what, Frame caller) {}

    private static final class Queue {
        private final String what;
        private final Frame caller;
        private final List<Long> ids = new ArrayList<>();
        private long count;

        Queue(String what, Frame caller) {
            this.what = what;
            this.caller = caller;
        }
    }

    /** A goroutine that waits on a known address, with the pointers of the calls around it. */
    private static final class Waiter {
        private final long id;
        private final WaitedOn on;
        private final Frame caller;
        private final List<Pointer> pointers;

        Waiter(long id, WaitedOn on, Frame caller, List<Pointer> pointers) {
            this.id = id;
            this.on = on;
            this.caller = caller;
            this.pointers = pointers;
        }
    }

    private record Pointer(long value, Frame frame) {}

    public void add(Goroutine goroutine) {
        WaitedOn on = WaitedOn.of(goroutine);
        if (on == null) {
            return;
        }
        Frame caller = goroutine.frames().get(on.caller());
        Queue queue = queues.get(on.address());
        if (queue == null) {
            if (queues.size() >= MOST_ADDRESSES) {
                return;
            }
            queue = new Queue(on.what(), caller);
            queues.put(on.address(), queue);
        }
        queue.count++;
        if (queue.ids.size() < MOST_SHOWN) {
            queue.ids.add(goroutine.id());
        }
        if (waiters.size() < MOST_WAITERS) {
            waiters.add(new Waiter(goroutine.id(), on, caller, pointers(goroutine, on.caller())));
        }
    }

    /** What at least {@code least} goroutines wait on, the longest queue first. */
    public List<Waited> queues(long least) {
        Map<Long, List<Holder>> holders = holders();
        return queues.entrySet().stream()
                .filter(e -> e.getValue().count >= least)
                .sorted(
                        Comparator.comparingLong((Map.Entry<Long, Queue> e) -> e.getValue().count)
                                .reversed()
                                .thenComparing(e -> e.getValue().ids.getFirst()))
                .limit(MOST_SHOWN)
                .map(e ->
                        new Waited(
                                e.getKey(),
                                e.getValue().what,
                                e.getValue().count,
                                e.getValue().ids,
                                e.getValue().caller,
                                holders.getOrDefault(e.getKey(), List.of())))
                .toList();
    }

    /** Circles of locks, each told once. */
    public List<Circle> circles() {
        Map<Long, List<Waiter>> mayHold = new HashMap<>();
        Map<Long, Set<Long>> byWaiter = heldBy();
        Map<Long, Waiter> byId = new LinkedHashMap<>();
        waiters.forEach(w -> byId.putIfAbsent(w.id, w));
        byWaiter.forEach((id, addresses) -> {
            Waiter waiter = byId.get(id);
            if (waiter != null) {
                for (long address : addresses) {
                    mayHold.computeIfAbsent(address, _ -> new ArrayList<>()).add(waiter);
                }
            }
        });
        List<Circle> found = new ArrayList<>();
        Set<Long> done = new HashSet<>();
        for (Waiter start : waiters) {
            if (found.size() >= MOST_SHOWN || done.contains(start.on.address())) {
                continue;
            }
            Circle circle = circle(start, mayHold);
            if (circle != null) {
                circle.steps().forEach(step -> done.add(step.address()));
                found.add(circle);
            }
        }
        return found;
    }

    /** The shortest way from what {@code start} waits on back to what it may hold. */
    private static @Nullable Circle circle(Waiter start, Map<Long, List<Waiter>> mayHold) {
        Map<Waiter, Waiter> from = new LinkedHashMap<>();
        List<Waiter> front = List.of(start);
        Set<Waiter> seen = new HashSet<>(front);
        while (!front.isEmpty() && seen.size() < 10_000) {
            List<Waiter> next = new ArrayList<>();
            for (Waiter waiter : front) {
                for (Waiter holder : mayHold.getOrDefault(waiter.on.address(), List.of())) {
                    if (holder == start && waiter != start) {
                        return circle(start, waiter, from);
                    }
                    if (seen.add(holder)) {
                        from.put(holder, waiter);
                        next.add(holder);
                    }
                }
            }
            front = next;
        }
        return null;
    }

    private static Circle circle(Waiter start, Waiter last, Map<Waiter, Waiter> from) {
        List<Step> steps = new ArrayList<>();
        for (Waiter at = last; at != null; at = from.get(at)) {
            steps.addFirst(new Step(at.id, at.on.address(), at.on.what(), at.caller));
            if (at == start) {
                break;
            }
        }
        return new Circle(steps);
    }

    private Map<Long, List<Holder>> holders() {
        Map<Long, List<Holder>> holders = new HashMap<>();
        long[] addresses = addresses();
        for (Waiter waiter : waiters) {
            for (Pointer pointer : waiter.pointers) {
                for (long address : within(pointer.value, addresses)) {
                    List<Holder> known = holders.computeIfAbsent(address, _ -> new ArrayList<>());
                    boolean isNew =
                            address != waiter.on.address()
                                    && known.size() < 5
                                    && known.stream().noneMatch(h -> h.id() == waiter.id);
                    if (isNew) {
                        known.add(new Holder(waiter.id, pointer.frame, waiter.on.address()));
                    }
                }
            }
        }
        return holders;
    }

    /** By goroutine the locks that it may hold: exact addresses only, of locks alone. */
    private Map<Long, Set<Long>> heldBy() {
        Map<Long, Set<Long>> held = new HashMap<>();
        for (Waiter waiter : waiters) {
            for (Pointer pointer : waiter.pointers) {
                long address = pointer.value;
                Queue queue = queues.get(address);
                if (queue != null
                        && address != waiter.on.address()
                        && queue.what.endsWith("Mutex")) {
                    held.computeIfAbsent(waiter.id, _ -> new HashSet<>()).add(address);
                }
            }
        }
        return held;
    }

    /** Waited-on addresses at the pointer or a little behind it. */
    private static List<Long> within(long pointer, long[] addresses) {
        int at = Arrays.binarySearch(addresses, pointer);
        List<Long> found = new ArrayList<>();
        for (int i = at < 0 ? -at - 1 : at;
                i < addresses.length && addresses[i] - pointer < WITHIN;
                i++) {
            found.add(addresses[i]);
        }
        return found;
    }

    private long[] addresses() {
        return queues.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private static List<Pointer> pointers(Goroutine goroutine, int from) {
        List<Pointer> pointers = new ArrayList<>();
        List<Frame> frames = goroutine.frames();
        for (int i = from; i < frames.size() && pointers.size() < MOST_WORDS; i++) {
            Frame frame = frames.get(i);
            for (String word : WORDS.split(frame.arguments(), -1)) {
                String bare = word.endsWith("?") ? word.substring(0, word.length() - 1) : word;
                long value = WaitedOn.pointer(bare);
                if (value > 0xffff && pointers.size() < MOST_WORDS) {
                    pointers.add(new Pointer(value, frame));
                }
            }
        }
        return pointers;
    }
}
