package dev.stanch.goroutine;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One goroutine of a dump.
 *
 * @param id the runtime's goroutine id; unique in one process for ever
 * @param state status or wait reason, such as {@code chan receive} or {@code select (no cases)},
 *     without the marks and durations that follow it
 * @param waitMinutes whole minutes that it has been waiting, counted by the runtime from the first
 *     garbage collection after it blocked, so a lower bound; 0 when not shown
 * @param lockedToThread called {@code runtime.LockOSThread}
 * @param leaked the runtime's leak detection proved that nothing can wake it (Go 1.26 and later)
 * @param durable waits for something inside its synctest bubble only
 * @param labels pprof labels; empty unless the program runs with {@code GODEBUG=tracebacklabels=1}
 * @param frames the stack, leaf first; empty when the runtime could not print it
 * @param elidedFrames how many frames the runtime left out in the middle of {@code frames}; when a
 *     dump says only that some were left out, 1
 * @param createdBy null for the main goroutine, and for those started by the runtime
 */
public record Goroutine(
        long id,
        String state,
        int waitMinutes,
        boolean lockedToThread,
        boolean leaked,
        boolean durable,
        Map<String, String> labels,
        List<Frame> frames,
        int elidedFrames,
        @Nullable CreatedBy createdBy) {
    public Goroutine {
        requireNonNull(state, "state");
        labels = Map.copyOf(labels);
        frames = List.copyOf(frames);
    }

    /** What it waits for, as far as {@link #state} tells. */
    public WaitKind waitKind() {
        return WaitKind.ofState(state);
    }
}
