package dev.stanch.trace.order;

import dev.stanch.trace.wire.Ev;
import dev.stanch.trace.wire.EventSpec;
import dev.stanch.trace.wire.Frame;
import dev.stanch.trace.wire.Generation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event in its place and time. The object is used again for the next event: take what you need.
 *
 * <p>Thread, processor and goroutine are those at the event's begin: what is about to start is not
 * there yet. A goroutine's or processor's change of state is told by {@link #subject}, {@link
 * #goBefore} and {@link #goAfter}, or the same for processors.
 */
public final class TraceEvent {
    int type;
    long time;
    long thread;
    long proc;
    long goroutine;

    // Arguments as on the wire, without the time.
    long a0;
    long a1;
    long a2;
    long a3;

    GoState goBefore = GoState.UNDETERMINED;
    GoState goAfter = GoState.UNDETERMINED;
    ProcState procBefore = ProcState.UNDETERMINED;
    ProcState procAfter = ProcState.UNDETERMINED;

    /** A task's name, which may stand in an earlier generation only; its parent in a1. */
    String taskName = "";

    @Nullable Generation generation;

    /** Of {@link Ev}. */
    public int type() {
        return type;
    }

    /** Nanoseconds of the traced machine's monotonic clock. */
    public long time() {
        return time;
    }

    /** Whoever orders events lets time rise strictly, as Go does. */
    public void time(long nanos) {
        time = nanos;
    }

    /** -1 for none. */
    public long thread() {
        return thread;
    }

    /** -1 for none. */
    public long proc() {
        return proc;
    }

    /** -1 for none. */
    public long goroutine() {
        return goroutine;
    }

    /** An argument as on the wire, the time not counted; for the four that there can be. */
    public long argument(int position) {
        return switch (position) {
            case 0 -> a0;
            case 1 -> a1;
            case 2 -> a2;
            case 3 -> a3;
            default -> throw new IllegalArgumentException("argument " + position);
        };
    }

    public GoState goBefore() {
        return goBefore;
    }

    public GoState goAfter() {
        return goAfter;
    }

    public ProcState procBefore() {
        return procBefore;
    }

    public ProcState procAfter() {
        return procAfter;
    }

    public String taskName() {
        return taskName;
    }

    /** Whether a goroutine changes its state, or tells it. */
    public boolean isGoroutineChange() {
        return (type >= Ev.GO_CREATE && type <= Ev.GO_STATUS)
                || (type >= Ev.GO_SWITCH && type <= Ev.GO_STATUS_STACK);
    }

    public boolean isProcChange() {
        return type >= Ev.PROC_START && type <= Ev.PROC_STATUS;
    }

    /** The goroutine or processor whose state changes. */
    public long subject() {
        return switch (type) {
            case Ev.PROC_STOP -> proc;
            case Ev.PROC_START, Ev.PROC_STEAL, Ev.PROC_STATUS -> a0;
            case Ev.GO_DESTROY,
                    Ev.GO_DESTROY_SYSCALL,
                    Ev.GO_STOP,
                    Ev.GO_BLOCK,
                    Ev.GO_SYSCALL_BEGIN,
                    Ev.GO_SYSCALL_END,
                    Ev.GO_SYSCALL_END_BLOCKED ->
                    goroutine;
            default -> a0;
        };
    }

    /** Where its strings and stacks are; null at the end of the trace. */
    public @Nullable Generation generation() {
        return generation;
    }

    /** Id of the stack of whoever made the event; 0 for none. */
    public long stackId() {
        if (type == Ev.CPU_SAMPLE) {
            return a0;
        }
        EventSpec spec = EventSpec.of(type);
        int position = spec == null ? -1 : STACKS[type];
        return position < 0 ? 0 : argument(position);
    }

    /** The stack of whoever made the event, innermost first; empty for none. */
    public List<Frame> stack() {
        return stack(stackId());
    }

    public List<Frame> stack(long id) {
        return generation == null ? List.of() : generation.stack(id);
    }

    /** A string of this event's generation. */
    public String text(long id) {
        return generation == null ? "" : generation.text(id);
    }

    /** Why a goroutine stopped or blocked; empty where that is not told. */
    public String reason() {
        return type == Ev.GO_STOP || type == Ev.GO_BLOCK ? text(a0) : "";
    }

    /** By type: which argument is the stack; -1 for none. */
    private static final int[] STACKS = stacks();

    private static int[] stacks() {
        int[] positions = new int[256];
        java.util.Arrays.fill(positions, -1);
        for (EventSpec spec : EventSpec.all()) {
            if (spec.isTimed()) {
                positions[spec.type()] = Math.max(-1, spec.stackPosition());
            }
        }
        return positions;
    }
}
