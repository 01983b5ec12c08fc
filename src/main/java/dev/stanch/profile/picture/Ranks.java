package dev.stanch.profile.picture;

import java.util.Arrays;

/**
 * Puts the nodes of a graph without cycles into layers: callers above callees, heavy edges short.
 * First each node is as high as it can be, then nodes move to where their edges are shortest.
 */
final class Ranks {
    private static final int PASSES = 12;

    private final int[] from;
    private final int[] to;
    private final int[] weight;
    private final int[] length;
    private final int[][] in;
    private final int[][] out;
    private final int[] rank;

    /**
     * @param from node of each edge
     * @param to node of each edge, below
     * @param length least distance of the two
     */
    Ranks(int nodes, int[] from, int[] to, int[] weight, int[] length) {
        this.from = from;
        this.to = to;
        this.weight = weight;
        this.length = length;
        in = Lists.grouped(nodes, to);
        out = Lists.grouped(nodes, from);
        rank = new int[nodes];
    }

    /** Layer of each node, the highest is 0. */
    int[] find() {
        int[] order = highest();
        for (int pass = 0; pass < PASSES; pass++) {
            boolean moved = false;
            for (int i = order.length - 1; i >= 0; i--) {
                moved |= move(order[i]);
            }
            for (int node : order) {
                moved |= move(node);
            }
            if (!moved) {
                break;
            }
        }
        int top = Arrays.stream(rank).min().orElse(0);
        Arrays.setAll(rank, i -> rank[i] - top);
        return rank;
    }

    /** Sets the ranks of the longest ways from above; the nodes from top to bottom. */
    private int[] highest() {
        int[] waiting = new int[rank.length];
        int[] order = new int[rank.length];
        int size = 0;
        for (int node = 0; node < rank.length; node++) {
            waiting[node] = in[node].length;
            if (waiting[node] == 0) {
                order[size++] = node;
            }
        }
        for (int i = 0; i < size; i++) {
            for (int edge : out[order[i]]) {
                rank[to[edge]] = Math.max(rank[to[edge]], rank[order[i]] + length[edge]);
                if (--waiting[to[edge]] == 0) {
                    order[size++] = to[edge];
                }
            }
        }
        return order;
    }

    private boolean move(int node) {
        int lowest = Integer.MIN_VALUE;
        int highest = Integer.MAX_VALUE;
        long up = 0;
        long down = 0;
        for (int edge : in[node]) {
            lowest = Math.max(lowest, rank[from[edge]] + length[edge]);
            up += weight[edge];
        }
        for (int edge : out[node]) {
            highest = Math.min(highest, rank[to[edge]] - length[edge]);
            down += weight[edge];
        }
        int best = rank[node];
        if (down > up && highest != Integer.MAX_VALUE) {
            best = highest;
        } else if (up > down && lowest != Integer.MIN_VALUE) {
            best = lowest;
        }
        boolean moves = best != rank[node];
        rank[node] = best;
        return moves;
    }
}
