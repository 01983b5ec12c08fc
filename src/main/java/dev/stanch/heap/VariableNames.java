package dev.stanch.heap;

import dev.stanch.heap.layout.Module;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * What to call the words of a program's data. The compiler gives a composite literal that a
 * variable points to a place of its own, without a name: it is called by the variable.
 */
final class VariableNames {
    /** Literals are not larger; what is farther behind is something else. */
    private static final long FARTHEST = 1 << 16;

    private final Taken taken;
    private final LongFunction<String> name;

    /** By address in the data: a named word that points there. */
    private final TreeMap<Long, Long> pointedAt = new TreeMap<>();

    private VariableNames(Taken taken, LongFunction<String> name) {
        this.taken = taken;
        this.name = name;
    }

    /**
     * @param words addresses of all words that may hold pointers
     * @param name of the variable at an address; empty for none
     */
    static VariableNames of(Taken taken, List<Long> words, LongFunction<String> name) {
        VariableNames names = new VariableNames(taken, name);
        Module module = taken.module();
        for (long at : words) {
            long pointer = taken.memory().u64(at);
            boolean inData =
                    (pointer >= module.data() && pointer < module.dataEnd())
                            || (pointer >= module.bss() && pointer < module.bssEnd());
            if (inData) {
                names.pointedAt.putIfAbsent(pointer, at);
            }
        }
        return names;
    }

    String of(long at) {
        String own = name.apply(at);
        if (!own.isEmpty()) {
            return own;
        }
        var target = pointedAt.floorEntry(at);
        if (target != null && at - target.getKey() < FARTHEST) {
            String by = name.apply(target.getValue());
            if (!by.isEmpty()) {
                return by;
            }
        }
        return String.format(Locale.ROOT, "data at 0x%x", at - taken.bias());
    }
}
