package dev.stanch.heap;

import java.util.List;

/**
 * What a heap image tells.
 *
 * @param objects that can be reached from roots
 * @param bytes of them, in the allocator's size classes
 * @param allocated objects that are not freed yet, also those that cannot be reached any more
 * @param allocatedBytes of them
 * @param edges pointers between reachable objects
 * @param goroutines that have not ended
 * @param holders global variables by what they retain, most first
 * @param waiters groups of goroutines, those that nothing can wake first, then by bytes
 * @param types most bytes first
 * @param incomplete what is not known, and why
 */
public record Answers(
        long objects,
        long bytes,
        long allocated,
        long allocatedBytes,
        long edges,
        int goroutines,
        List<Holder> holders,
        List<Waiters> waiters,
        List<TypeCount> types,
        List<String> incomplete) {
    public Answers {
        holders = List.copyOf(holders);
        waiters = List.copyOf(waiters);
        types = List.copyOf(types);
        incomplete = List.copyOf(incomplete);
    }
}
