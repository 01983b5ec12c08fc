package dev.stanch.heap.graph;

import java.util.Arrays;
import java.util.BitSet;

/** What can be reached; roots may be added while it goes on. */
public final class Reach {
    private final Edges edges;
    private final BitSet seen;
    private int[] stack = new int[1 << 12];
    private int depth;

    public Reach(Edges edges) {
        this.edges = edges;
        seen = new BitSet(edges.nodes());
    }

    public boolean has(int node) {
        return seen.get(node);
    }

    /** Goes on from a node. */
    public void from(int node) {
        push(node);
        while (depth > 0) {
            int at = stack[--depth];
            for (int e = edges.first(at); e < edges.first(at + 1); e++) {
                push(edges.target(e));
            }
        }
    }

    private void push(int node) {
        if (seen.get(node)) {
            return;
        }
        seen.set(node);
        if (depth == stack.length) {
            stack = Arrays.copyOf(stack, 2 * depth);
        }
        stack[depth++] = node;
    }
}
