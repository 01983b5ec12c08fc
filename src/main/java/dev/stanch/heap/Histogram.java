package dev.stanch.heap;

import dev.stanch.heap.graph.Dominators;
import dev.stanch.heap.object.Spans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reachable objects by type, as far as memory tells it. */
final class Histogram {
    private Histogram() {}

    static List<TypeCount> of(Taken taken, Dominators reached, int firstSlot) {
        Spans spans = taken.heap().spans();
        Map<String, long[]> sums = new HashMap<>();
        Map<Long, String> names = new HashMap<>();
        for (int i = 0; i < reached.reached(); i++) {
            int slot = reached.node(i) - firstSlot;
            if (slot < 0 || slot >= spans.slots()) {
                continue;
            }
            int span = spans.spanOfSlot(slot);
            long type = 0;
            if (!spans.noscan(span)) {
                type = taken.heap().pointers().typeOf(span, spans.address(slot));
            }
            String name;
            if (type != 0) {
                name = names.computeIfAbsent(type, key -> taken.module().types().name(key));
            } else {
                name =
                        spans.noscan(span)
                                ? "unknown, without pointers"
                                : "unknown, up to 512 bytes";
            }
            long[] sum = sums.computeIfAbsent(name, _ -> new long[2]);
            sum[0]++;
            sum[1] += spans.elementSize(span);
        }
        List<TypeCount> all = new ArrayList<>();
        sums.forEach((name, sum) -> all.add(new TypeCount(name, sum[0], sum[1])));
        all.sort(Comparator.comparingLong(TypeCount::bytes).reversed());
        return all;
    }
}
