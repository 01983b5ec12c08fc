package dev.stanch.heap;

import dev.stanch.heap.Histogram.Named;
import dev.stanch.heap.graph.Dominators;
import dev.stanch.heap.layout.Types;
import dev.stanch.heap.object.ObjectTypes;
import dev.stanch.heap.object.Spans;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Of which types the memory is made that a root keeps alone. */
final class Shares {
    private static final int MOST = 3;

    /** By node of the root. */
    private final Map<Integer, Map<Named, long[]>> sums = new HashMap<>();

    private final Types types;

    /**
     * @param roots whose shares are wanted
     */
    Shares(
            Set<Integer> roots,
            Dominators dominators,
            int firstSlot,
            Spans spans,
            ObjectTypes known,
            Types types) {
        this.types = types;
        roots.forEach(root -> sums.put(root, new HashMap<>()));
        int[] owners = new int[dominators.reached()];
        for (int i = 1; i < owners.length; i++) {
            int dominator = dominators.dominator(i);
            owners[i] = dominator == 0 ? dominators.node(i) : owners[dominator];
            int slot = dominators.node(i) - firstSlot;
            Map<Named, long[]> share = sums.get(owners[i]);
            if (share != null && slot >= 0 && slot < spans.slots()) {
                int span = spans.spanOfSlot(slot);
                long[] sum =
                        share.computeIfAbsent(
                                new Named(known.of(slot), spans.noscan(span)), _ -> new long[2]);
                sum[0]++;
                sum[1] += spans.elementSize(span);
            }
        }
    }

    /** The heaviest types of a root's share. */
    List<TypeCount> of(int root) {
        return sums.getOrDefault(root, Map.of()).entrySet().stream()
                .map(e -> new TypeCount(e.getKey().name(types), e.getValue()[0], e.getValue()[1]))
                .sorted(Comparator.comparingLong(TypeCount::bytes).reversed())
                .limit(MOST)
                .toList();
    }
}
