package dev.stanch.profile.graph;

import dev.stanch.profile.Profile;
import java.util.BitSet;
import java.util.function.BinaryOperator;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Walks the stacks of a profile from root to leaf and adds them up. Weights do not depend on which
 * nodes are kept, edges do: an edge over nodes that are left out is a residual one.
 */
final class GraphBuilder implements Paths {
    /** Stacks that are worth a second thread. */
    private static final int MANY = 50_000;

    private final Profile profile;
    private final NodeTable places;
    private final StackWeights stacks;
    private final StackNodes nodes;
    private final boolean isMean;

    /** For {@link #walk}: the number of the walk that last met a node. */
    private int[] met = new int[0];

    private int walks;

    GraphBuilder(Profile profile, NodeTable places, StackWeights stacks, boolean isMean) {
        this.profile = profile;
        this.places = places;
        this.stacks = stacks;
        this.nodes = new StackNodes(profile, places);
        this.isMean = isMean;
    }

    Weights weights() {
        return inParts(this::weights, Weights::plus);
    }

    /** Many stacks go to all processors: sums do not depend on their order. */
    private <T> T inParts(Part<T> part, BinaryOperator<T> joined) {
        int count = stacks.count();
        int parts = count < MANY ? 1 : Runtime.getRuntime().availableProcessors();
        int size = (count + parts - 1) / parts;
        return IntStream.range(0, parts)
                .parallel()
                .mapToObj(i -> part.of(Math.min(count, i * size), Math.min(count, (i + 1) * size)))
                .reduce(joined)
                .orElseThrow();
    }

    /** What the stacks of a range, without its end, add up to. */
    private interface Part<T> {
        T of(int from, int to);
    }

    private Weights weights(int from, int to) {
        Weights weights = new Weights(places.size(), isMean);
        StackNodes part = new StackNodes(profile, places);
        int[] seen = new int[places.size()];
        for (int stack = from; stack < to; stack++) {
            long weight = stacks.weight(stack);
            long divisor = stacks.divisor(stack);
            int leaf = -1;
            int count = part.read(stacks.id(stack));
            int[] frames = part.frames();
            for (int i = 0; i < count; i++) {
                leaf = frames[i] >>> 1;
                if (seen[leaf] != stack + 1) {
                    seen[leaf] = stack + 1;
                    weights.addCum(leaf, weight, divisor);
                }
            }
            if (leaf >= 0) {
                weights.addFlat(leaf, weight, divisor);
            }
        }
        return weights;
    }

    /**
     * The edges between kept nodes.
     *
     * @param kept null for all
     * @param targets only edges to these are wanted; null for all
     * @param ends only edges that begin or end at these are wanted; null for all
     */
    Edges edges(@Nullable BitSet kept, @Nullable BitSet targets, @Nullable BitSet ends) {
        boolean[] isKept = flags(kept);
        boolean[] isTarget = flags(targets);
        boolean[] isEnd = flags(ends);
        Edges edges = inParts((from, to) -> edges(from, to, isKept, isTarget, isEnd), Edges::plus);
        edges.index(places.size());
        return edges;
    }

    private Edges edges(int from, int to, boolean[] isKept, boolean[] isTarget, boolean[] isEnd) {
        Edges edges = new Edges(isMean);
        StackNodes part = new StackNodes(profile, places);
        for (int stack = from; stack < to; stack++) {
            long weight = stacks.weight(stack);
            long divisor = stacks.divisor(stack);
            int parent = -1;
            boolean residual = false;
            int count = part.read(stacks.id(stack));
            int[] frames = part.frames();
            for (int i = 0; i < count; i++) {
                int node = frames[i] >>> 1;
                if (!isKept[node]) {
                    residual = true;
                    continue;
                }
                if (parent >= 0
                        && parent != node
                        && isTarget[node]
                        && (isEnd[node] || isEnd[parent])) {
                    boolean inlined = (frames[i] & 1) != 0;
                    edges.add(parent, node, weight, divisor, residual, inlined, stack + 1);
                }
                parent = node;
                residual = false;
            }
        }
        return edges;
    }

    @Override
    public int walk(int sample, IntConsumer taker) {
        if (met.length == 0) {
            met = new int[places.size()];
        }
        walks++;
        int leaf = -1;
        int count = nodes.read(profile.stackId(sample));
        for (int i = 0; i < count; i++) {
            leaf = nodes.node(i);
            if (met[leaf] != walks) {
                met[leaf] = walks;
                taker.accept(leaf);
            }
        }
        return leaf;
    }

    private boolean[] flags(@Nullable BitSet set) {
        boolean[] result = new boolean[places.size()];
        for (int node = 0; node < result.length; node++) {
            result[node] = set == null || set.get(node);
        }
        return result;
    }
}
