package dev.stanch.heap;

import dev.stanch.heap.graph.Dominators;
import dev.stanch.heap.object.ObjectTypes;
import dev.stanch.heap.object.Spans;
import java.util.List;

/** Reachable objects by type, as far as memory tells it. */
final class Histogram {
    private Histogram() {}

    static List<TypeCount> of(Taken taken, ObjectTypes types, Dominators reached, int firstSlot) {
        Spans spans = taken.heap().spans();
        TypeSums sums = new TypeSums(types, spans);
        for (int i = 0; i < reached.reached(); i++) {
            int slot = reached.node(i) - firstSlot;
            if (slot >= 0 && slot < spans.slots()) {
                sums.add(slot);
            }
        }
        return sums.byName(taken.module().types());
    }
}
