package dev.stanch.profile.graph;

import java.util.Arrays;

/** What each node weighs by itself and with all that it calls. */
final class Weights {
    private final boolean isMean;
    private long[] flat;
    private long[] cum;
    private long[] flatDivisors;
    private long[] cumDivisors;

    Weights(int nodes, boolean isMean) {
        this.isMean = isMean;
        flat = new long[nodes];
        cum = new long[nodes];
        flatDivisors = new long[isMean ? nodes : 0];
        cumDivisors = new long[isMean ? nodes : 0];
    }

    void addFlat(int node, long weight, long divisor) {
        flat[node] += weight;
        if (isMean) {
            flatDivisors[node] += divisor;
        }
    }

    void addCum(int node, long weight, long divisor) {
        cum[node] += weight;
        if (isMean) {
            cumDivisors[node] += divisor;
        }
    }

    /** The sum of both, over as many nodes; this one is changed. */
    Weights plus(Weights other) {
        add(flat, other.flat);
        add(cum, other.cum);
        add(flatDivisors, other.flatDivisors);
        add(cumDivisors, other.cumDivisors);
        return this;
    }

    private static void add(long[] to, long[] more) {
        for (int i = 0; i < more.length; i++) {
            to[i] += more[i];
        }
    }

    long flat(int node) {
        return flat[node];
    }

    long cum(int node) {
        return cum[node];
    }

    long flatValue(int node) {
        return isMean && flatDivisors[node] != 0 ? flat[node] / flatDivisors[node] : flat[node];
    }

    long cumValue(int node) {
        return isMean && cumDivisors[node] != 0 ? cum[node] / cumDivisors[node] : cum[node];
    }

    /** Makes room for a node with this number. */
    void need(int node) {
        if (node >= flat.length) {
            int length = Math.max(node + 1, flat.length * 2);
            flat = Arrays.copyOf(flat, length);
            cum = Arrays.copyOf(cum, length);
            if (isMean) {
                flatDivisors = Arrays.copyOf(flatDivisors, length);
                cumDivisors = Arrays.copyOf(cumDivisors, length);
            }
        }
    }

    /** Nodes below a number that have any weight, without the shrunken ones if so wished. */
    int[] select(int nodes, boolean dropNegative) {
        int[] result = new int[nodes];
        int count = 0;
        for (int node = 0; node < nodes; node++) {
            boolean isEmpty = cum[node] == 0 && flat[node] == 0;
            boolean isNegative = flat[node] < 0 || (flat[node] == 0 && cum[node] < 0);
            if (!isEmpty && !(dropNegative && isNegative)) {
                result[count++] = node;
            }
        }
        return Arrays.copyOf(result, count);
    }
}
