package dev.stanch.heap.graph;

import java.util.Arrays;

/**
 * The dominator tree from node 0: who would free whom. The semi-NCA algorithm (Georgiadis,
 * Linear-time algorithms for dominators and related problems, 2005), without recursion.
 */
public final class Dominators {
    private static final int NONE = -1;
    private final int[] order;
    private final int[] dominator;
    private final int reached;

    private Dominators(int[] order, int[] dominator, int reached) {
        this.order = order;
        this.dominator = dominator;
        this.reached = reached;
    }

    public static Dominators of(Edges edges) {
        int nodes = edges.nodes();
        int[] number = new int[nodes];
        Arrays.fill(number, NONE);
        int[] order = new int[nodes];
        int[] parent = new int[nodes];
        int reached = search(edges, number, order, parent);
        int[] starts = new int[reached + 1];
        int[] sources = reversed(edges, number, order, reached, starts);

        int[] semi = new int[reached];
        int[] label = new int[reached];
        int[] ancestor = parent.clone();
        int[] dominator = Arrays.copyOf(parent, reached);
        int[] path = new int[reached];
        for (int i = 0; i < reached; i++) {
            semi[i] = i;
            label[i] = i;
        }
        for (int i = reached - 1; i > 0; i--) {
            int best = i;
            for (int e = starts[i]; e < starts[i + 1]; e++) {
                int source = sources[e];
                best =
                        Math.min(
                                best,
                                semi[
                                        source <= i
                                                ? source
                                                : least(source, i, ancestor, label, semi, path)]);
            }
            semi[i] = best;
            label[i] = i;
        }
        for (int i = 1; i < reached; i++) {
            int up = dominator[i];
            while (up > semi[i]) {
                up = dominator[up];
            }
            dominator[i] = up;
        }
        return new Dominators(order, dominator, reached);
    }

    /** Depth first; numbers in the order of the first visit. */
    private static int search(Edges edges, int[] number, int[] order, int[] parent) {
        int[] next = new int[edges.nodes()];
        int[] stack = new int[edges.nodes()];
        int depth = 1;
        int count = 1;
        number[0] = 0;
        next[0] = edges.first(0);
        while (depth > 0) {
            int node = stack[depth - 1];
            if (next[node] == edges.first(node + 1)) {
                depth--;
                continue;
            }
            int target = edges.target(next[node]++);
            if (number[target] == NONE) {
                parent[count] = number[node];
                order[count] = target;
                number[target] = count++;
                next[target] = edges.first(target);
                stack[depth++] = target;
            }
        }
        return count;
    }

    private static int[] reversed(
            Edges edges, int[] number, int[] order, int reached, int[] starts) {
        for (int i = 0; i < reached; i++) {
            for (int e = edges.first(order[i]); e < edges.first(order[i] + 1); e++) {
                starts[number[edges.target(e)]]++;
            }
        }
        int sum = 0;
        for (int i = 0; i <= reached; i++) {
            sum += starts[i];
            starts[i] = sum;
        }
        int[] sources = new int[sum];
        for (int i = 0; i < reached; i++) {
            for (int e = edges.first(order[i]); e < edges.first(order[i] + 1); e++) {
                sources[--starts[number[edges.target(e)]]] = i;
            }
        }
        return sources;
    }

    /** The node with the least semidominator on the way up to {@code limit}; shortens the way. */
    private static int least(
            int node, int limit, int[] ancestor, int[] label, int[] semi, int[] path) {
        int length = 0;
        int at = node;
        while (ancestor[at] > limit) {
            path[length++] = at;
            at = ancestor[at];
        }
        int top = ancestor[at];
        int above = label[at];
        while (length > 0) {
            int below = path[--length];
            if (semi[above] < semi[label[below]]) {
                label[below] = above;
            }
            above = label[below];
            ancestor[below] = top;
        }
        return label[node];
    }

    /** How many nodes can be reached, node 0 included. */
    public int reached() {
        return reached;
    }

    /** The node that was reached as the i-th; each comes after its dominator. */
    public int node(int i) {
        return order[i];
    }

    /** Place in the order of {@link #node} of the dominator of the i-th. */
    public int dominator(int i) {
        return dominator[i];
    }

    /**
     * Sums of weights over what each node dominates, itself included, by place in the order.
     *
     * @param weights by node
     */
    public long[] sums(long[] weights) {
        long[] sums = new long[reached];
        for (int i = reached - 1; i > 0; i--) {
            sums[i] += weights[order[i]];
            sums[dominator[i]] += sums[i];
        }
        sums[0] += weights[order[0]];
        return sums;
    }
}
