package dev.stanch.profile.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final int ROUNDS = 200;

    @Test
    void inversionsAreThoseOfAllPairs() {
        Random random = new Random(20261124);
        for (int round = 0; round < ROUNDS; round++) {
            int[] numbers = random.ints(random.nextInt(40), 0, 20).toArray();
            long expected = 0;
            for (int i = 0; i < numbers.length; i++) {
                for (int j = i + 1; j < numbers.length; j++) {
                    expected += numbers[i] > numbers[j] ? 1 : 0;
                }
            }
            assertThat(Inversions.count(numbers)).isEqualTo(expected);
        }
    }

    @Test
    void everyEdgeGoesDownByItsLengthAtLeast() {
        Random random = new Random(20261124);
        for (int round = 0; round < ROUNDS; round++) {
            int nodes = 2 + random.nextInt(30);
            int edges = random.nextInt(60);
            int[] from = new int[edges];
            int[] to = new int[edges];
            int[] weight = new int[edges];
            int[] length = new int[edges];
            for (int i = 0; i < edges; i++) {
                from[i] = random.nextInt(nodes - 1);
                to[i] = from[i] + 1 + random.nextInt(nodes - from[i] - 1);
                weight[i] = 1 + random.nextInt(100);
                length[i] = 1 + random.nextInt(3);
            }
            int[] rank = new Ranks(nodes, from, to, weight, length).find();
            for (int i = 0; i < edges; i++) {
                assertThat(rank[to[i]] - rank[from[i]]).isGreaterThanOrEqualTo(length[i]);
            }
            assertThat(Arrays.stream(rank).min()).hasValue(0);
        }
    }

    @Test
    void aChainIsOneStraightLine() {
        Drawing drawing = drawing(4, List.of(new int[] {0, 1}, new int[] {1, 2}, new int[] {2, 3}));
        Plan plan = Plan.of(drawing);
        for (int node = 0; node < plan.layers().rank.length; node++) {
            assertThat(plan.x(node)).isEqualTo(plan.x(0));
        }
        assertThat(plan.layers().rank).startsWith(0, 2, 4, 6);
    }

    @Test
    void nothingLiesOnAnotherAndEveryEdgeHasItsWay() {
        Random random = new Random(20261124);
        for (int round = 0; round < ROUNDS; round++) {
            int nodes = 1 + random.nextInt(40);
            List<int[]> edges = new ArrayList<>();
            for (int i = random.nextInt(3 * nodes); i > 0; i--) {
                edges.add(new int[] {random.nextInt(nodes), random.nextInt(nodes)});
            }
            Drawing drawing = drawing(nodes, edges);
            Plan plan = Plan.of(drawing);
            Layers layers = plan.layers();
            for (int[] layer : layers.layers) {
                for (int i = 0; i + 1 < layer.length; i++) {
                    double right = plan.left(layer[i]) + layers.width[layer[i]];
                    assertThat(right).isLessThan(plan.left(layer[i + 1]));
                }
            }
            assertThat(Arrays.stream(layers.layers).mapToInt(layer -> layer.length).sum())
                    .isEqualTo(layers.rank.length);
            for (int i = 0; i < edges.size(); i++) {
                int[] way = layers.ways[i];
                if (edges.get(i)[0] == edges.get(i)[1]) {
                    assertThat(way).isEmpty();
                    continue;
                }
                assertThat(List.of(way[0], way[way.length - 1]))
                        .containsExactlyInAnyOrder(edges.get(i)[0], edges.get(i)[1]);
                for (int j = 0; j + 1 < way.length; j++) {
                    assertThat(layers.rank[way[j + 1]]).isEqualTo(layers.rank[way[j]] + 1);
                }
            }
        }
    }

    @Test
    void aTreeHasNoCrossings() {
        List<int[]> edges = new ArrayList<>();
        for (int node = 1; node < 60; node++) {
            edges.add(new int[] {(node * 7919) % node, node});
        }
        Layers layers = LayerMaker.of(drawing(60, edges));
        Crossings.reduce(layers);
        int[] position = new int[layers.rank.length];
        for (int[] layer : layers.layers) {
            for (int i = 0; i < layer.length; i++) {
                position[layer[i]] = i;
            }
        }
        for (int[] layer : layers.layers) {
            int[] ends =
                    Arrays.stream(layer)
                            .flatMap(node ->
                                    Arrays.stream(layers.below[node])
                                            .map(other -> position[other])
                                            .sorted())
                            .toArray();
            assertThat(Inversions.count(ends)).isZero();
        }
    }

    private static Drawing drawing(int nodes, List<int[]> edges) {
        List<Drawing.Box> boxes = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            List<String> lines = List.of("node " + i, "x".repeat(i % 9));
            boxes.add(new Drawing.Box(lines, 8 + i % 5, "tip", "#000000", "#ffffff", false));
        }
        List<Drawing.Arrow> arrows = new ArrayList<>();
        for (int[] edge : edges) {
            arrows.add(
                    new Drawing.Arrow(
                            edge[0], edge[1], List.of("10ms"), "tip", "#000000", 1, 1, 1, false));
        }
        return new Drawing("test", List.of("legend"), boxes, arrows);
    }
}
