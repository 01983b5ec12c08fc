package dev.stanch.heap.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DominatorsTest {
    @Test
    void sumsEqualWhatIsLostWhenANodeIsRemoved() {
        Random random = new Random(6);
        for (int round = 0; round < 2000; round++) {
            int nodes = 1 + random.nextInt(14);
            int[][] targets = new int[nodes][];
            Edges edges = new Edges(nodes);
            long[] weights = new long[nodes];
            for (int node = 0; node < nodes; node++) {
                edges.begin(node);
                weights[node] = 1L + random.nextInt(100);
                targets[node] = new int[random.nextInt(4)];
                for (int i = 0; i < targets[node].length; i++) {
                    targets[node][i] = random.nextInt(nodes);
                    edges.add(targets[node][i]);
                }
            }
            edges.end();
            Dominators dominators = Dominators.of(edges);
            long[] sums = dominators.sums(weights);
            long all = reachable(targets, weights, -1);
            assertThat(sums[0]).isEqualTo(all);
            for (int i = 1; i < dominators.reached(); i++) {
                assertThat(sums[i])
                        .as("round %d, node %d", round, dominators.node(i))
                        .isEqualTo(all - reachable(targets, weights, dominators.node(i)));
            }
        }
    }

    @Test
    void aLongChainNeedsNoDeepStack() {
        int nodes = 1_000_000;
        Edges edges = new Edges(nodes);
        long[] weights = new long[nodes];
        for (int node = 0; node < nodes; node++) {
            edges.begin(node);
            weights[node] = 1;
            if (node + 1 < nodes) {
                edges.add(node + 1);
            }
        }
        edges.end();
        assertThat(Dominators.of(edges).sums(weights)[0]).isEqualTo(nodes);
    }

    private static long reachable(int[][] targets, long[] weights, int without) {
        boolean[] seen = new boolean[weights.length];
        return visit(0, targets, weights, without, seen);
    }

    private static long visit(
            int node, int[][] targets, long[] weights, int without, boolean[] seen) {
        if (node == without || seen[node]) {
            return 0;
        }
        seen[node] = true;
        long sum = weights[node];
        for (int target : targets[node]) {
            sum += visit(target, targets, weights, without, seen);
        }
        return sum;
    }
}
