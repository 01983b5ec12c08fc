package dev.stanch.profile.picture;

import java.util.List;

/** Finds edges to be turned round so that no way through the graph comes back to its start. */
final class Acyclic {
    private final int[][] out;
    private final int[] target;
    private final boolean[] reversed;
    private final byte[] state;

    private Acyclic(int nodes, List<Drawing.Arrow> arrows) {
        out = Lists.outgoing(nodes, arrows);
        target = arrows.stream().mapToInt(Drawing.Arrow::to).toArray();
        reversed = new boolean[target.length];
        state = new byte[nodes];
    }

    /** Which edges lead back to a box that a search from the first boxes is still below of. */
    static boolean[] reversed(int nodes, List<Drawing.Arrow> arrows) {
        Acyclic search = new Acyclic(nodes, arrows);
        boolean[] isTarget = new boolean[nodes];
        arrows.forEach(arrow -> isTarget[arrow.to()] |= arrow.to() != arrow.from());
        for (int node = 0; node < nodes; node++) {
            if (!isTarget[node]) {
                search.visit(node);
            }
        }
        for (int node = 0; node < nodes; node++) {
            search.visit(node);
        }
        return search.reversed;
    }

    /** Depth-first with a stack of its own: chains of calls can be long. */
    private void visit(int root) {
        if (state[root] != 0) {
            return;
        }
        int[] stack = new int[state.length];
        int[] next = new int[state.length];
        int depth = 0;
        stack[0] = root;
        state[root] = 1;
        while (depth >= 0) {
            int node = stack[depth];
            if (next[depth] == out[node].length) {
                state[node] = 2;
                next[depth--] = 0;
                continue;
            }
            int edge = out[node][next[depth]++];
            int to = target[edge];
            if (state[to] == 1) {
                reversed[edge] = true;
            } else if (state[to] == 0) {
                state[to] = 1;
                stack[++depth] = to;
            }
        }
    }
}
