package dev.stanch.trace.summary;

import dev.stanch.trace.wire.Frame;
import java.util.List;
import java.util.Map;

/**
 * A trace in numbers; all times in nanoseconds.
 *
 * @param version of the format, such as 26
 * @param nanos from the first to the last event
 * @param sites those with the most living goroutines first
 * @param waits by reason and stack, the longest in sum first
 * @param scheduling from runnable to running
 * @param calls system calls by stack, the longest in sum first
 * @param pauses stops of the world by what for
 * @param procs processors' use
 */
public record Summary(
        int version,
        long events,
        long generations,
        long nanos,
        long samples,
        List<CreationSite> sites,
        List<Waits> waits,
        Times scheduling,
        List<Waits> calls,
        Collector collector,
        Map<String, Times> pauses,
        Procs procs,
        Map<String, Times> tasks,
        Map<String, Times> regions) {
    /** How often and how long goroutines waited at a place. */
    public record Waits(String reason, List<Frame> stack, Times times) {
        public Waits {
            stack = List.copyOf(stack);
        }
    }

    /**
     * The garbage collector.
     *
     * @param marks mark phases that ended in the trace
     * @param assists how long goroutines marked instead of running
     * @param heapFirst bytes of the heap when first told; -1 when never
     * @param goalLast bytes of the heap's goal when last told; -1 when never
     */
    public record Collector(
            Times marks,
            Times assists,
            long heapFirst,
            long heapLast,
            long heapMost,
            long goalFirst,
            long goalLast) {}

    /**
     * Processors.
     *
     * @param limit GOMAXPROCS as last told; 0 when never
     * @param seen processors that ran at all
     * @param busyNanos in sum, the time with a thread
     */
    public record Procs(long limit, long seen, long busyNanos) {}

    public Summary {
        sites = List.copyOf(sites);
        waits = List.copyOf(waits);
        calls = List.copyOf(calls);
    }

    public double seconds() {
        return nanos / 1e9;
    }

    public long created() {
        return sites.stream().mapToLong(CreationSite::created).sum();
    }

    public long ended() {
        return sites.stream().mapToLong(CreationSite::ended).sum();
    }

    public long alive() {
        return sites.stream().mapToLong(CreationSite::alive).sum();
    }
}
