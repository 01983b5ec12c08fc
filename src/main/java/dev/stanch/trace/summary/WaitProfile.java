package dev.stanch.trace.summary;

import dev.stanch.trace.order.GoState;
import dev.stanch.trace.order.TraceEvent;
import dev.stanch.trace.wire.Frame;
import dev.stanch.trace.wire.LongTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Time by stack that goroutines spent in one state, sample for sample what {@code go tool trace
 * -pprof=…} counts; Go's cmd/trace/pprof.go. What a goroutine spent before it ran for the first
 * time is left out as Go does, so it is held back until that is known.
 */
public final class WaitProfile {
    /** Which state is counted. */
    public enum Of {
        /** Waiting for the network. */
        NET,
        /** Blocked on channels, selects and locks. */
        SYNC,
        /** In system calls. */
        SYSCALL,
        /** Runnable, but not running. */
        SCHED;

        private GoState state() {
            return switch (this) {
                case NET, SYNC -> GoState.WAITING;
                case SYSCALL -> GoState.SYSCALL;
                case SCHED -> GoState.RUNNABLE;
            };
        }

        private boolean counts(String reason) {
            return switch (this) {
                case NET -> reason.equals("network");
                case SYNC ->
                        reason.contains("chan")
                                || reason.contains("sync")
                                || reason.contains("select");
                case SYSCALL, SCHED -> true;
            };
        }
    }

    /** A stack, how often it was waited there, and how long in nanoseconds. */
    public record Entry(List<Frame> stack, long count, long nanos) {
        public Entry {
            stack = List.copyOf(stack);
        }
    }

    private static final class Sum {
        long count;
        long nanos;
    }

    private record Begun(long time, List<Frame> stack) {}

    private record Held(long nanos, List<Frame> stack) {}

    private final Of of;
    private final GoState state;
    private final Stacks stacks = new Stacks();
    private final IdentityHashMap<List<Frame>, Sum> sums = new IdentityHashMap<>();
    private final LongTable<Begun> tracked = new LongTable<>();
    private final LongTable<Long> firstRuns = new LongTable<>();
    private final LongTable<List<Held>> neverRan = new LongTable<>();

    public WaitProfile(Of of) {
        this.of = of;
        this.state = of.state();
    }

    public void add(TraceEvent event) {
        if (!event.isGoroutineChange()) {
            return;
        }
        long id = event.subject();
        GoState after = event.goAfter();
        boolean runs = after == GoState.RUNNING && event.goBefore() != after;
        if (runs && firstRuns.get(id) == null) {
            firstRuns.put(id, event.time());
            neverRan.remove(id);
        }
        Begun begun = tracked.get(id);
        if (begun == null) {
            if (after == state && of.counts(event.reason())) {
                tracked.put(id, new Begun(event.time(), stack(event)));
            }
        } else if (after != state) {
            tracked.remove(id);
            ended(id, begun, event.time());
        }
        if (after == GoState.NOT_EXIST) {
            // Ids are not used again.
            firstRuns.remove(id);
            settle(id);
        }
    }

    /** Go compares stacks by their counters: one without any is the empty one. */
    private List<Frame> stack(TraceEvent event) {
        List<Frame> stack = stacks.of(event, event.stackId());
        boolean isEmpty = stack.size() == 1 && stack.getFirst().pc() == 0;
        return isEmpty ? List.of() : stack;
    }

    private void ended(long id, Begun begun, long now) {
        Long firstRun = firstRuns.get(id);
        if (firstRun == null) {
            List<Held> held = neverRan.get(id);
            if (held == null) {
                held = new ArrayList<>(1);
                neverRan.put(id, held);
            }
            held.add(new Held(now - begun.time(), begun.stack()));
        } else {
            count(begun.stack(), now - Math.max(begun.time(), firstRun));
        }
    }

    private void settle(long id) {
        List<Held> held = neverRan.get(id);
        if (held != null) {
            held.forEach(wait -> count(wait.stack(), wait.nanos()));
            neverRan.remove(id);
        }
    }

    private void count(List<Frame> stack, long nanos) {
        if (nanos > 0) {
            Sum sum = sums.computeIfAbsent(stack, _ -> new Sum());
            sum.count++;
            sum.nanos += nanos;
        }
    }

    /** The stacks, the longest waits first; call it once, at the end. */
    public List<Entry> finished() {
        neverRan.inOrder().forEach(held -> held.forEach(w -> count(w.stack(), w.nanos())));
        List<Entry> entries = new ArrayList<>();
        sums.forEach((stack, sum) -> entries.add(new Entry(stack, sum.count, sum.nanos)));
        entries.sort(Comparator.comparingLong(Entry::nanos).reversed());
        return entries;
    }
}
