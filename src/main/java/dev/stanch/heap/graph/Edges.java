package dev.stanch.heap.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Who points to whom, as numbers: added for one node after the other, in ascending order, then
 * read. Double edges are kept.
 */
public final class Edges {
    private static final int CHUNK = 20;
    private static final int MASK = (1 << CHUNK) - 1;

    private final int[] starts;
    private final List<int[]> chunks = new ArrayList<>();
    private int[] current = new int[0];
    private int count;
    private int node;

    public Edges(int nodes) {
        starts = new int[nodes + 1];
    }

    /** The node that the edges added from now on start at; not below the one before. */
    public void begin(int next) {
        if (next < node) {
            throw new IllegalArgumentException("node " + next + " after " + node);
        }
        Arrays.fill(starts, node + 1, next + 1, count);
        node = next;
    }

    public void add(int target) {
        if ((count & MASK) == 0) {
            current = new int[1 << CHUNK];
            chunks.add(current);
        }
        current[count & MASK] = target;
        count = Math.addExact(count, 1);
    }

    /** Makes them readable; those of later nodes may still follow, with another call of this. */
    public void end() {
        Arrays.fill(starts, node + 1, starts.length, count);
    }

    public int nodes() {
        return starts.length - 1;
    }

    public int count() {
        return count;
    }

    /** First edge of a node; its last is before that of the next node. */
    public int first(int of) {
        return starts[of];
    }

    public int target(int edge) {
        return chunks.get(edge >>> CHUNK)[edge & MASK];
    }
}
