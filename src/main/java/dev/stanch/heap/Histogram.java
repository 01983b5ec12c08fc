package dev.stanch.heap;

import dev.stanch.heap.graph.Dominators;
import dev.stanch.heap.layout.Types;
import dev.stanch.heap.object.Known;
import dev.stanch.heap.object.ObjectTypes;
import dev.stanch.heap.object.Spans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reachable objects by type, as far as memory tells it. */
final class Histogram {
    private Histogram() {}

    static List<TypeCount> of(Taken taken, ObjectTypes types, Dominators reached, int firstSlot) {
        Spans spans = taken.heap().spans();
        Map<Named, long[]> sums = new HashMap<>();
        for (int i = 0; i < reached.reached(); i++) {
            int slot = reached.node(i) - firstSlot;
            if (slot < 0 || slot >= spans.slots()) {
                continue;
            }
            int span = spans.spanOfSlot(slot);
            Named named = new Named(types.of(slot), spans.noscan(span));
            long[] sum = sums.computeIfAbsent(named, _ -> new long[2]);
            sum[0]++;
            sum[1] += spans.elementSize(span);
        }
        Map<String, long[]> byName = new HashMap<>();
        sums.forEach((named, sum) ->
                byName.merge(
                        named.name(taken.module().types()),
                        sum,
                        (a, b) -> new long[] {a[0] + b[0], a[1] + b[1]}));
        List<TypeCount> all = new ArrayList<>();
        byName.forEach((name, sum) -> all.add(new TypeCount(name, sum[0], sum[1])));
        all.sort(Comparator.comparingLong(TypeCount::bytes).reversed());
        return all;
    }

    /** What is known, or else whether there are pointers. */
    record Named(@Nullable Known known, boolean noscan) {
        String name(Types types) {
            if (known == null) {
                return noscan ? "unknown, without pointers" : "unknown, with pointers";
            }
            String name = known.type() == 0 ? "" : types.name(known.type());
            return switch (known.shape()) {
                case VALUE -> name;
                case ARRAY -> groups(name).orElse("[]" + name);
                case TEXT -> "text of strings";
                case MAP -> name + " (header)";
                case MAP_DIRECTORY -> name + " (directory)";
                case MAP_TABLE -> name + " (tables)";
                case MAP_ENTRIES -> name + " (entries)";
                case CHAN -> name.isEmpty() ? "channels" : name;
                case CLOSURE -> "functions with what they captured";
            };
        }

        /** The runtime's own types for what is in a map, by the map. */
        private static Optional<String> groups(String name) {
            String plain = name.startsWith("noalg.") ? name.substring(6) : name;
            for (String start : List.of("map.group[", "map.bucket[")) {
                if (plain.startsWith(start)) {
                    return Optional.of("map[" + plain.substring(start.length()) + " (entries)");
                }
            }
            return Optional.empty();
        }
    }
}
