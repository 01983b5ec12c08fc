package dev.stanch.heap;

import dev.stanch.heap.layout.Module;
import dev.stanch.heap.layout.Types;
import dev.stanch.heap.layout.UnknownLayoutException;
import dev.stanch.heap.root.Goroutine;
import dev.stanch.heap.root.Semaphores;
import dev.stanch.heap.root.StackScan;
import dev.stanch.process.memory.Memory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * What keeps objects.
 *
 * @param goroutines all that the runtime lists, dead ones included
 * @param globals by variable, what it points to
 * @param words addresses of all words of globals that may hold pointers, ascending
 */
record Roots(List<Goroutine> goroutines, Map<String, List<Long>> globals, List<Long> words) {
    Roots {
        goroutines = List.copyOf(goroutines);
        words = List.copyOf(words);
    }

    /**
     * @param name of the variable that has an address in memory; empty for none
     */
    static Roots read(Taken taken, LongFunction<String> name) throws UnknownLayoutException {
        Memory memory = taken.memory();
        Module module = taken.module();
        List<Long> addresses = new ArrayList<>();
        long array = memory.u64(taken.goroutines());
        long count = memory.u64(taken.goroutines() + 8);
        for (long i = 0; i < count; i++) {
            addresses.add(memory.u64(array + 8 * i));
        }
        Set<Long> known = new HashSet<>(addresses);
        Semaphores semaphores = Semaphores.read(memory, module, taken.heap().spans(), known);
        StackScan scan =
                new StackScan(
                        memory,
                        taken.heap().spans(),
                        module,
                        taken.threads(),
                        taken.release() >= 26 ? Map.of() : semaphores.waits());
        List<Goroutine> goroutines = new ArrayList<>();
        for (long address : addresses) {
            goroutines.add(scan.read(address));
        }
        Map<String, List<Long>> globals = new LinkedHashMap<>();
        List<Long> words = new ArrayList<>();
        words(taken, module.data(), module.dataEnd(), module.dataMask(), words);
        words(taken, module.bss(), module.bssEnd(), module.bssMask(), words);
        VariableNames names = VariableNames.of(taken, words, name);
        for (long at : words) {
            long pointer = memory.u64(at);
            boolean counts =
                    pointer != 0
                            && !semaphores.words().contains(at)
                            && at != taken.goroutines()
                            && taken.heap().spans().slotOf(pointer) >= 0;
            if (counts) {
                globals.computeIfAbsent(names.of(at), _ -> new ArrayList<>()).add(pointer);
            }
        }
        return new Roots(goroutines, globals, words);
    }

    private static void words(Taken taken, long start, long end, long mask, List<Long> words) {
        for (int word : Types.maskWords(taken.memory(), mask, end - start)) {
            words.add(start + 8L * word);
        }
    }
}
