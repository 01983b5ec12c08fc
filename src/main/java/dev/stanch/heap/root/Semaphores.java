package dev.stanch.heap.root;

import dev.stanch.heap.layout.Fields;
import dev.stanch.heap.layout.Module;
import dev.stanch.heap.layout.UnknownLayoutException;
import dev.stanch.heap.object.Spans;
import dev.stanch.process.memory.Memory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who waits in package sync: the trees of {@code semtable}, {@code runtime/sema.go}, known by what
 * is in them. The table is not a root: else whoever waits for a lost mutex would keep it.
 *
 * @param words of the program's data that are such trees' roots
 * @param waits by goroutine, the words that it waits at
 */
public record Semaphores(Set<Long> words, Map<Long, List<Long>> waits) {
    public Semaphores {
        words = Set.copyOf(words);
        waits = Map.copyOf(waits);
    }

    /** Looks through the program's zeroed data. */
    public static Semaphores read(Memory memory, Module module, Spans spans, Set<Long> goroutines)
            throws UnknownLayoutException {
        Fields sudog = module.fields("runtime.sudog");
        boolean wide = sudog.at("acquiretime") - sudog.at("elem") == 16;
        long element = sudog.at("elem") + (wide ? 8 : 0);
        long[] links = {
            sudog.at("prev"), sudog.at("next"), sudog.at("waitlink"),
        };
        Set<Long> roots = new HashSet<>();
        Map<Long, List<Long>> waits = new HashMap<>();
        for (long at = module.bss() + 7 & -8; at + 16 <= module.bssEnd(); at += 8) {
            long first = memory.u64(at);
            boolean isTree =
                    first != 0
                            && memory.u32(at + 8) != 0
                            && spans.slotOf(first) >= 0
                            && isSudog(memory, first, spans, goroutines)
                            && memory.u64(first + sudog.at("parent")) == 0
                            && memory.u64(first + element) != 0;
            if (!isTree) {
                continue;
            }
            roots.add(at);
            Set<Long> seen = new HashSet<>(Set.of(first));
            ArrayDeque<Long> queue = new ArrayDeque<>(seen);
            while (!queue.isEmpty()) {
                long waiter = queue.poll();
                waits.computeIfAbsent(memory.u64(waiter), _ -> new ArrayList<>())
                        .add(memory.u64(waiter + element));
                for (long link : links) {
                    long next = memory.u64(waiter + link);
                    if (next != 0 && isSudog(memory, next, spans, goroutines) && seen.add(next)) {
                        queue.add(next);
                    }
                }
            }
        }
        return new Semaphores(roots, waits);
    }

    private static boolean isSudog(Memory memory, long address, Spans spans, Set<Long> goroutines) {
        int slot = spans.slotOf(address);
        return slot >= 0
                && spans.address(slot) == address
                && spans.size(slot) >= 88
                && spans.size(slot) <= 112
                // A channel of plain values is as large, but holds no pointers and was not copied.
                && !spans.noscan(spans.spanOfSlot(slot))
                && goroutines.contains(memory.u64(address));
    }
}
