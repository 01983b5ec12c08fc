package dev.stanch.heap;

import dev.stanch.heap.root.Goroutine;
import java.util.List;

/**
 * Goroutines with the same stack.
 *
 * @param stuck whether no running goroutine can reach what they wait at, so that nothing can wake
 *     them
 * @param example one of them
 * @param count how many
 * @param objects that only they keep
 * @param bytes that only they keep in the heap, without their stacks
 * @param ids of the goroutines, at most a few
 * @param heldBy the way from a global variable, or from a goroutine that runs, to what the example
 *     waits at, as Go would write it; empty when there is none, or it does not wait so
 */
public record Waiters(
        boolean stuck,
        Goroutine example,
        int count,
        long objects,
        long bytes,
        List<Long> ids,
        String heldBy) {

    public Waiters {
        ids = List.copyOf(ids);
    }
}
