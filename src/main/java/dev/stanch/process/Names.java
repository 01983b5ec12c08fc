package dev.stanch.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The names in a function table: one for each function, also for those that exist only inlined. A
 * name is known by its offset in the table's area of names.
 */
final class Names {
    private record Name(String printed, boolean wrapper, boolean standard) {}

    private interface Each {
        void name(int offset, String name);
    }

    private final FunctionTable table;
    private final ByteWindow window;
    private final String mainModule;
    private final Map<Integer, Name> known = new HashMap<>();
    private final Map<Long, String> paths = new HashMap<>();

    Names(FunctionTable table, ByteWindow window, String mainModule) {
        this.table = table;
        this.window = window;
        this.mainModule = mainModule;
    }

    /** As profiles have it; of a wrapper the function that has the statement. */
    String printed(int offset) {
        return known(offset).printed();
    }

    /** Whether the function is the compiler's wrapper of a deferred call or of a go statement. */
    boolean isWrapper(int offset) {
        return known(offset).wrapper();
    }

    boolean isStandard(int offset) {
        return known(offset).standard();
    }

    /**
     * Offsets of the given names, each as profiles or as the table has it, with the wrappers of
     * what the functions defer.
     */
    BitSet named(Collection<String> functions) {
        Set<String> wanted = new HashSet<>(functions);
        BitSet offsets = new BitSet();
        each((offset, name) -> {
            String printed = FunctionName.printed(name);
            boolean deferred =
                    FunctionName.isDeferWrapper(printed)
                            && wanted.contains(FunctionName.withoutWrapper(printed));
            if (deferred || wanted.contains(printed) || wanted.contains(name)) {
                offsets.set(offset);
            }
        });
        return offsets;
    }

    /** Names as profiles have them, each once; without those of what the compiler made. */
    List<String> printed(Predicate<String> wanted) {
        Set<String> found = new LinkedHashSet<>();
        each((offset, name) -> {
            String printed = FunctionName.printed(name);
            if (!FunctionName.isGenerated(name)
                    && !FunctionName.isWrapper(name)
                    && wanted.test(printed)) {
                found.add(printed);
            }
        });
        return new ArrayList<>(found);
    }

    /** Of a number that {@link FunctionBody#pathNumber} gave. */
    String path(long number) {
        return number < 0 ? "?" : paths.computeIfAbsent(number, table::path);
    }

    private Name known(int offset) {
        return known.computeIfAbsent(
                offset,
                o -> {
                    String name = table.nameAt(o);
                    return new Name(
                            FunctionName.printed(FunctionName.withoutWrapper(name)),
                            FunctionName.isWrapper(name),
                            FunctionName.isStandard(name, mainModule));
                });
    }

    private void each(Each each) {
        long start = table.names();
        int size = Math.clamp(table.sizeOfNames(), 0, Integer.MAX_VALUE);
        byte[] name = new byte[FunctionTable.LONGEST_NAME];
        int length = 0;
        for (int at = 0; at < size; at++) {
            int b = window.u8(start + at);
            if (b != 0 && length < name.length) {
                name[length++] = (byte) b;
            } else if (b == 0 && length > 0) {
                each.name(at - length, new String(name, 0, length, UTF_8));
                length = 0;
            }
        }
    }
}
