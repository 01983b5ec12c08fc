package dev.stanch.profile.picture;

import java.util.Arrays;

/**
 * Finds x for every node, after Brandes and Köpf, "Fast and Simple Horizontal Coordinate
 * Assignment" (2002): nodes are joined with the middle one of their neighbours into vertical
 * blocks, in four ways (from above or below, leftmost or rightmost), and the mean of the middle two
 * of the four results is taken. Joints of one long edge come to lie on one straight line.
 */
final class Placement {
    private static final double GAP = 14;

    private final Layers graph;
    private final int[] position;

    private Placement(Layers graph) {
        this.graph = graph;
        this.position = new int[graph.rank.length];
        for (int[] layer : graph.layers) {
            for (int i = 0; i < layer.length; i++) {
                position[layer[i]] = i;
            }
        }
    }

    /** The middle of each node; the leftmost edge of all is at 0. */
    static double[] of(Layers graph) {
        return new Placement(graph).place();
    }

    private double[] place() {
        int nodes = graph.rank.length;
        double[][] results = new double[4][];
        for (int i = 0; i < 4; i++) {
            boolean fromAbove = i < 2;
            boolean toLeft = i % 2 == 0;
            results[i] = compact(align(fromAbove, toLeft), toLeft);
        }
        alignResults(results);
        double[] x = new double[nodes];
        double least = Double.MAX_VALUE;
        for (int node = 0; node < nodes; node++) {
            double[] four = new double[4];
            for (int i = 0; i < 4; i++) {
                four[i] = results[i][node];
            }
            Arrays.sort(four);
            x[node] = (four[1] + four[2]) / 2;
            least = Math.min(least, x[node] - graph.width[node] / 2);
        }
        for (int node = 0; node < nodes; node++) {
            x[node] -= least;
        }
        return x;
    }

    /** By node: the first node of its block. */
    private int[] align(boolean fromAbove, boolean toLeft) {
        int[] root = new int[graph.rank.length];
        int[] last = new int[root.length];
        Arrays.setAll(root, i -> i);
        Arrays.setAll(last, i -> i);
        int count = graph.layers.length;
        for (int i = 1; i < count; i++) {
            int[] layer = graph.layers[fromAbove ? i : count - 1 - i];
            int limit = toLeft ? -1 : Integer.MAX_VALUE;
            for (int j = 0; j < layer.length; j++) {
                int node = layer[toLeft ? j : layer.length - 1 - j];
                int[] neighbours = sorted(fromAbove ? graph.above[node] : graph.below[node]);
                int low = (neighbours.length - 1) / 2;
                int high = neighbours.length / 2;
                for (int k = 0; k < 2 && neighbours.length > 0; k++) {
                    int other = neighbours[(k == 0) == toLeft ? low : high];
                    boolean free = root[node] == node && last[root[other]] == other;
                    boolean ordered = toLeft ? position[other] > limit : position[other] < limit;
                    if (free && ordered && !crossesLongEdge(other, node)) {
                        root[node] = root[other];
                        last[root[other]] = node;
                        limit = position[other];
                    }
                }
            }
        }
        return root;
    }

    private int[] sorted(int[] nodes) {
        return Arrays.stream(nodes)
                .boxed()
                .sorted((a, b) -> Integer.compare(position[a], position[b]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Whether the edge crosses one between two joints, which then has the right to be straight. */
    private boolean crossesLongEdge(int a, int b) {
        if (graph.isJoint[a] && graph.isJoint[b]) {
            return false;
        }
        int top = graph.rank[a] < graph.rank[b] ? a : b;
        int bottom = top == a ? b : a;
        for (int node : graph.layers[graph.rank[top]]) {
            if (!graph.isJoint[node]) {
                continue;
            }
            for (int other : graph.below[node]) {
                boolean crosses =
                        (position[node] - position[top]) * (position[other] - position[bottom]) < 0;
                if (crosses && graph.isJoint[other]) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Puts the blocks as far to one side as they can be, then each as near to the next as it can.
     */
    private double[] compact(int[] root, boolean toLeft) {
        int nodes = root.length;
        Blocks blocks = new Blocks(nodes);
        for (int[] layer : graph.layers) {
            for (int j = 0; j + 1 < layer.length; j++) {
                int left = layer[j];
                int right = layer[j + 1];
                double distance = (graph.width[left] + graph.width[right]) / 2 + GAP;
                if (toLeft) {
                    blocks.add(root[left], root[right], distance);
                } else {
                    blocks.add(root[right], root[left], distance);
                }
            }
        }
        double[] ofBlock = blocks.place();
        double[] x = new double[nodes];
        for (int node = 0; node < nodes; node++) {
            x[node] = toLeft ? ofBlock[root[node]] : -ofBlock[root[node]];
        }
        return x;
    }

    /** Moves the four results over the narrowest of them. */
    private void alignResults(double[][] results) {
        int narrowest = 0;
        for (int i = 1; i < 4; i++) {
            if (right(results[i]) - left(results[i])
                    < right(results[narrowest]) - left(results[narrowest])) {
                narrowest = i;
            }
        }
        double left = left(results[narrowest]);
        double right = right(results[narrowest]);
        for (int i = 0; i < 4; i++) {
            double move = i % 2 == 0 ? left - left(results[i]) : right - right(results[i]);
            for (int node = 0; node < results[i].length; node++) {
                results[i][node] += move;
            }
        }
    }

    private double left(double[] x) {
        double least = Double.MAX_VALUE;
        for (int node = 0; node < x.length; node++) {
            least = Math.min(least, x[node] - graph.width[node] / 2);
        }
        return least;
    }

    private double right(double[] x) {
        double most = -Double.MAX_VALUE;
        for (int node = 0; node < x.length; node++) {
            most = Math.max(most, x[node] + graph.width[node] / 2);
        }
        return most;
    }
}
