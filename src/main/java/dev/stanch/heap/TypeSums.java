package dev.stanch.heap;

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

/** Counts objects by what they are, and whether they hold pointers. */
final class TypeSums {
    private final ObjectTypes known;
    private final Spans spans;
    private final long[] objects;
    private final long[] bytes;

    TypeSums(ObjectTypes known, Spans spans) {
        this.known = known;
        this.spans = spans;
        objects = new long[2 * known.kinds()];
        bytes = new long[2 * known.kinds()];
    }

    void add(int slot) {
        int span = spans.spanOfSlot(slot);
        int at = 2 * known.number(slot) + (spans.noscan(span) ? 1 : 0);
        objects[at]++;
        bytes[at] += spans.elementSize(span);
    }

    /** By name, most bytes first. */
    List<TypeCount> byName(Types types) {
        Map<String, TypeCount> byName = new HashMap<>();
        for (int at = 0; at < objects.length; at++) {
            if (objects[at] > 0) {
                String name = name(known.known(at / 2), at % 2 == 1, types);
                byName.merge(
                        name,
                        new TypeCount(name, objects[at], bytes[at]),
                        (a, b) ->
                                new TypeCount(
                                        name, a.objects() + b.objects(), a.bytes() + b.bytes()));
            }
        }
        List<TypeCount> all = new ArrayList<>(byName.values());
        all.sort(Comparator.comparingLong(TypeCount::bytes).reversed());
        return all;
    }

    private static String name(@Nullable Known known, boolean noscan, Types types) {
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
