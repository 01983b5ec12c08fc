package dev.stanch.trace.summary;

import java.util.Map;

/**
 * How goroutines of a kind spent their lives in the trace, in nanoseconds; as Go's
 * internal/trace/summary.go counts it.
 *
 * @param running on a processor
 * @param runnable without one
 * @param calling in system calls that kept their processor, or until they lost it
 * @param callingBlocked in system calls after that
 * @param blocked by reason; waits without an end ({@code forever}) are not counted
 */
public record Spent(
        long running, long runnable, long calling, long callingBlocked, Map<String, Long> blocked) {
    public Spent {
        blocked = Map.copyOf(blocked);
    }

    /** Blocked for whatever reason. */
    public long blockedInAll() {
        return blocked.values().stream().mapToLong(Long::longValue).sum();
    }
}
