package dev.stanch.heap;

import dev.stanch.heap.layout.Module;
import dev.stanch.heap.object.Heap;
import dev.stanch.process.live.ThreadState;
import dev.stanch.process.memory.Memory;
import java.util.List;

/**
 * A process's memory as it was in one moment, as far as the analysis needs it.
 *
 * @param goroutines where the slice of all goroutines is
 * @param bias what the loader added to the program's addresses
 * @param stoppedNanos how long the process stood still; 0 for a core
 * @param copiedBytes of the heap and the stacks
 */
public record Taken(
        Memory memory,
        Module module,
        int release,
        Heap heap,
        long goroutines,
        List<ThreadState> threads,
        long bias,
        long stoppedNanos,
        long copiedBytes) {
    public Taken {
        threads = List.copyOf(threads);
    }
}
