package dev.stanch.profile.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Blocks side by side with least distances between some of them. */
final class Blocks {
    private record Distance(int from, int to, double least) {}

    private final int nodes;
    private final List<Distance> distances = new ArrayList<>();

    Blocks(int nodes) {
        this.nodes = nodes;
    }

    /** The second block is behind the first. */
    void add(int from, int to, double least) {
        if (from != to) {
            distances.add(new Distance(from, to, least));
        }
    }

    /** Places without gaps from the start on, then the loose ones as near to the next as can be. */
    double[] place() {
        int[][] out = Lists.grouped(nodes, distances.stream().mapToInt(Distance::from).toArray());
        int[] order = order(out);
        double[] x = new double[nodes];
        for (int node : order) {
            for (int i : out[node]) {
                Distance distance = distances.get(i);
                x[distance.to()] = Math.max(x[distance.to()], x[node] + distance.least());
            }
        }
        for (int i = order.length - 1; i >= 0; i--) {
            double most = Double.MAX_VALUE;
            for (int j : out[order[i]]) {
                Distance distance = distances.get(j);
                most = Math.min(most, x[distance.to()] - distance.least());
            }
            if (most != Double.MAX_VALUE) {
                x[order[i]] = Math.max(x[order[i]], most);
            }
        }
        return x;
    }

    private int[] order(int[][] out) {
        int[] waiting = new int[nodes];
        distances.forEach(distance -> waiting[distance.to()]++);
        int[] order = new int[nodes];
        int size = 0;
        for (int node = 0; node < nodes; node++) {
            if (waiting[node] == 0) {
                order[size++] = node;
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j : out[order[i]]) {
                int to = distances.get(j).to();
                if (--waiting[to] == 0) {
                    order[size++] = to;
                }
            }
        }
        return Arrays.copyOf(order, size);
    }
}
