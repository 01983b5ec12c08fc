package dev.stanch.profile.picture;

import java.util.Arrays;

/** Orders the nodes of each layer so that few edges cross: sweeps by the middle of neighbours. */
final class Crossings {
    private static final int SWEEPS = 24;

    private final Layers graph;
    private final int[] position;

    private Crossings(Layers graph) {
        this.graph = graph;
        this.position = new int[graph.rank.length];
    }

    /** Sorts the layers in place. */
    static void reduce(Layers graph) {
        new Crossings(graph).reduce();
    }

    private void reduce() {
        startBelowCallers();
        int[][] best = copy();
        long fewest = count();
        for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
            boolean down = sweep % 2 == 0;
            for (int i = 1; i < graph.layers.length; i++) {
                int layer = down ? i : graph.layers.length - 1 - i;
                sort(layer, down ? graph.above : graph.below);
            }
            swapNeighbours();
            long crossings = count();
            if (crossings < fewest) {
                fewest = crossings;
                best = copy();
            }
        }
        for (int layer = 0; layer < best.length; layer++) {
            System.arraycopy(best[layer], 0, graph.layers[layer], 0, best[layer].length);
        }
    }

    /** The first order: as a walk from the top finds the nodes, so that trees do not cross. */
    private void startBelowCallers() {
        boolean[] seen = new boolean[graph.rank.length];
        int[] filled = new int[graph.layers.length];
        int[] stack = new int[graph.rank.length + 1];
        int[][] order = copy();
        for (int[] layer : order) {
            for (int root : layer) {
                int depth = 0;
                if (!seen[root]) {
                    seen[root] = true;
                    stack[depth++] = root;
                }
                while (depth > 0) {
                    int node = stack[--depth];
                    int rank = graph.rank[node];
                    graph.layers[rank][filled[rank]++] = node;
                    int[] below = graph.below[node];
                    for (int i = below.length - 1; i >= 0; i--) {
                        if (!seen[below[i]]) {
                            seen[below[i]] = true;
                            stack[depth++] = below[i];
                        }
                    }
                }
            }
        }
        for (int[] layer : graph.layers) {
            place(layer);
        }
    }

    private void place(int[] layer) {
        for (int i = 0; i < layer.length; i++) {
            position[layer[i]] = i;
        }
    }

    private void sort(int number, int[][] neighbours) {
        int[] layer = graph.layers[number];
        double[] middle = new double[graph.rank.length];
        for (int node : layer) {
            middle[node] = middle(neighbours[node], position[node]);
        }
        Integer[] sorted = Arrays.stream(layer).boxed().toArray(Integer[]::new);
        Arrays.sort(sorted, (a, b) -> Double.compare(middle[a], middle[b]));
        for (int i = 0; i < layer.length; i++) {
            layer[i] = sorted[i];
        }
        place(layer);
    }

    private double middle(int[] neighbours, int own) {
        if (neighbours.length == 0) {
            return own;
        }
        double sum = 0;
        for (int neighbour : neighbours) {
            sum += position[neighbour];
        }
        return sum / neighbours.length;
    }

    private void swapNeighbours() {
        boolean better = true;
        for (int round = 0; round < 8 && better; round++) {
            better = false;
            for (int[] layer : graph.layers) {
                for (int i = 0; i + 1 < layer.length; i++) {
                    better |= swapIfBetter(layer, i);
                }
            }
        }
    }

    private boolean swapIfBetter(int[] layer, int i) {
        int left = layer[i];
        int right = layer[i + 1];
        long now = crossings(left, right);
        long then = crossings(right, left);
        if (then >= now) {
            return false;
        }
        layer[i] = right;
        layer[i + 1] = left;
        position[right] = i;
        position[left] = i + 1;
        return true;
    }

    private long crossings(int left, int right) {
        return crossings(graph.above[left], graph.above[right])
                + crossings(graph.below[left], graph.below[right]);
    }

    private long crossings(int[] ofLeft, int[] ofRight) {
        long crossings = 0;
        for (int a : ofLeft) {
            for (int b : ofRight) {
                crossings += position[a] > position[b] ? 1 : 0;
            }
        }
        return crossings;
    }

    private long count() {
        long crossings = 0;
        for (int[] layer : graph.layers) {
            int[] ends =
                    Arrays.stream(layer)
                            .flatMap(node ->
                                    Arrays.stream(graph.below[node])
                                            .map(other -> position[other])
                                            .sorted())
                            .toArray();
            crossings += Inversions.count(ends);
        }
        return crossings;
    }

    private int[][] copy() {
        return Arrays.stream(graph.layers).map(int[]::clone).toArray(int[][]::new);
    }
}
