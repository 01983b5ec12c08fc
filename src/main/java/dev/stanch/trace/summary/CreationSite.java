package dev.stanch.trace.summary;

import dev.stanch.trace.wire.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goroutines that begin in one function and were started by one go statement.
 *
 * @param function in which they begin
 * @param creator the go statement; null for those that the trace found running
 * @param created while the trace ran
 * @param before that the trace found running
 * @param alive at the end of the trace
 * @param oldestNanos age of the oldest living one, from the trace's begin on
 * @param meanLifeNanos of those that ended
 * @param growthPerSecond created less ended, per second of the trace
 * @param aliveOverTime created in the trace less ended, at the end of each eighth of the trace
 * @param waits what the living ones do, the most frequent first
 * @param spent all of them together
 */
public record CreationSite(
        String function,
        @Nullable Frame creator,
        long created,
        long ended,
        long before,
        long alive,
        long oldestNanos,
        long meanAgeNanos,
        long meanLifeNanos,
        double growthPerSecond,
        List<Long> aliveOverTime,
        List<Waiting> waits,
        Spent spent) {
    /**
     * What living goroutines do.
     *
     * @param state as Go prints it, such as {@code Waiting}
     * @param reason such as {@code chan send}; empty where it is not told
     * @param stack where they wait, innermost first; empty where it is not told
     * @param stuck those that were created in the trace and have not moved for its last quarter
     * @param longestNanos the longest time without any move
     */
    public record Waiting(
            String state,
            String reason,
            List<Frame> stack,
            long count,
            long stuck,
            long longestNanos) {
        public Waiting {
            stack = List.copyOf(stack);
        }
    }

    public CreationSite {
        aliveOverTime = List.copyOf(aliveOverTime);
        waits = List.copyOf(waits);
    }

    /** Living ones that were created in the trace and have not moved for its last quarter. */
    public long stuck() {
        return waits.stream().mapToLong(Waiting::stuck).sum();
    }
}
