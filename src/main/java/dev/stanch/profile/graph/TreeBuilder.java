package dev.stanch.profile.graph;

import dev.stanch.profile.PairNumbers;
import dev.stanch.profile.Profile;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** Makes a call tree: a place that is reached on several ways is several nodes. */
final class TreeBuilder implements Paths {
    private final Profile profile;
    private final NodeTable places;
    private final StackWeights stacks;
    private final StackNodes frames;
    private final Weights weights;
    private final Edges edges;

    /** Nodes by parent (-1 for a root) and place. */
    private final PairNumbers nodes = new PairNumbers();

    private int[] placeOf = new int[64];

    TreeBuilder(Profile profile, NodeTable places, StackWeights stacks, boolean isMean) {
        this.profile = profile;
        this.places = places;
        this.stacks = stacks;
        this.frames = new StackNodes(profile, places);
        this.weights = new Weights(64, isMean);
        this.edges = new Edges(isMean);
    }

    /** The tree with nothing left out but nodes without weight, or shrunken ones if so wished. */
    Graph build(boolean dropNegative) {
        for (int stack = 0; stack < stacks.count(); stack++) {
            add(stack);
        }
        int size = nodes.size();
        edges.index(size);
        int[] shown = weights.select(size, dropNegative);
        int[] parents = new int[size];
        Arrays.fill(parents, -1);
        for (int edge = 0; edge < edges.size(); edge++) {
            parents[edges.target(edge)] = edges.source(edge);
        }
        int[] places = Arrays.copyOf(placeOf, size);
        return new Graph(this.places, places, parents, weights, edges, shown);
    }

    @Override
    public int walk(int sample, IntConsumer taker) {
        int parent = -1;
        int count = frames.read(profile.stackId(sample));
        for (int i = 0; i < count; i++) {
            parent = nodes.number(parent, frames.node(i));
            taker.accept(parent);
        }
        return parent;
    }

    private void add(int stack) {
        long weight = stacks.weight(stack);
        long divisor = stacks.divisor(stack);
        int parent = -1;
        int count = frames.read(stacks.id(stack));
        for (int i = 0; i < count; i++) {
            int node = child(parent, frames.node(i));
            weights.addCum(node, weight, divisor);
            if (parent >= 0) {
                edges.add(parent, node, weight, divisor, false, frames.isInlined(i), stack + 1);
            }
            parent = node;
        }
        if (parent >= 0) {
            weights.addFlat(parent, weight, divisor);
        }
    }

    private int child(int parent, int place) {
        int before = nodes.size();
        int node = nodes.number(parent, place);
        if (node == before) {
            if (node == placeOf.length) {
                placeOf = Arrays.copyOf(placeOf, node * 2);
            }
            placeOf[node] = place;
            weights.need(node);
        }
        return node;
    }
}
