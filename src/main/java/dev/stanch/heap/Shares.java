package dev.stanch.heap;

import dev.stanch.heap.graph.Dominators;
import dev.stanch.heap.layout.Types;
import dev.stanch.heap.object.ObjectTypes;
import dev.stanch.heap.object.Spans;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Of which types the memory is made that a root keeps alone. */
final class Shares {
    private static final int MOST = 3;

    /** By node of the root. */
    private final Map<Integer, TypeSums> sums = new HashMap<>();

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
        roots.forEach(root -> sums.put(root, new TypeSums(known, spans)));
        int[] owners = new int[dominators.reached()];
        for (int i = 1; i < owners.length; i++) {
            int dominator = dominators.dominator(i);
            owners[i] = dominator == 0 ? dominators.node(i) : owners[dominator];
            int slot = dominators.node(i) - firstSlot;
            TypeSums share = sums.get(owners[i]);
            if (share != null && slot >= 0 && slot < spans.slots()) {
                share.add(slot);
            }
        }
    }

    /** The heaviest types of a root's share. */
    List<TypeCount> of(int root) {
        TypeSums share = sums.get(root);
        return share == null ? List.of() : share.byName(types).stream().limit(MOST).toList();
    }
}
