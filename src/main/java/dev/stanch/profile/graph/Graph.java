package dev.stanch.profile.graph;

import dev.stanch.profile.PairNumbers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Nodes and edges of a profile. In a plain graph a node is a place of the {@link NodeTable} and has
 * its number; in a call tree it is a place reached on one way from the root. Only {@link #shown} of
 * the nodes belong to the report; edges can lead to others, as they do in pprof.
 */
public final class Graph {
    private final NodeTable places;
    private final int @Nullable [] placeOf;
    private final int @Nullable [] treeParents;
    private final Weights weights;
    private Edges edges;
    private int[] shown;

    /** A plain graph. */
    Graph(NodeTable places, Weights weights, Edges edges, int[] shown) {
        this(places, null, null, weights, edges, shown);
    }

    /**
     * @param placeOf by node of a call tree
     * @param treeParents the caller of each node of a call tree, -1 for roots
     */
    Graph(
            NodeTable places,
            int @Nullable [] placeOf,
            int @Nullable [] treeParents,
            Weights weights,
            Edges edges,
            int[] shown) {
        this.places = places;
        this.placeOf = placeOf;
        this.treeParents = treeParents;
        this.weights = weights;
        this.edges = edges;
        this.shown = shown;
    }

    /** Nodes of the report in its order. */
    public int[] shown() {
        return shown.clone();
    }

    public int shownCount() {
        return shown.length;
    }

    /**
     * The smallest size of a shown node's value: its own one, or where that is 0 its cumulative
     * one; 0 if all are.
     */
    public long smallestValue() {
        long smallest = 0;
        for (int node : shown) {
            long flat = Math.abs(flatValue(node));
            long size = flat == 0 ? Math.abs(cumValue(node)) : flat;
            if (size > 0 && (smallest == 0 || size < smallest)) {
                smallest = size;
            }
        }
        return smallest;
    }

    public Edges edges() {
        return edges;
    }

    public NodeTable places() {
        return places;
    }

    /** What the node stands for. */
    public int place(int node) {
        return placeOf == null ? node : placeOf[node];
    }

    public String name(int node) {
        return places.printableName(place(node));
    }

    /** Its own weight, divided where a mean is shown. */
    public long flatValue(int node) {
        return weights.flatValue(node);
    }

    /** The weight of all that passes through it, divided where a mean is shown. */
    public long cumValue(int node) {
        return weights.cumValue(node);
    }

    /** The sum of the own values of all shown nodes. */
    public long shownTotal() {
        return Arrays.stream(shown).mapToLong(this::flatValue).sum();
    }

    /** A node's edges from its callers, heaviest first. */
    public int[] sortedIn(int node) {
        int[] result = edges.in(node);
        IntSort.sort(result, this::compareEdges);
        return result;
    }

    /** A node's edges to its callees, heaviest first. */
    public int[] sortedOut(int node) {
        int[] result = edges.out(node);
        IntSort.sort(result, this::compareEdges);
        return result;
    }

    /** All edges that begin at a shown node, heaviest first. */
    public int[] sortedEdges() {
        int count = 0;
        int[] result = new int[edges.size()];
        for (int node : shown) {
            for (int edge : edges.out(node)) {
                result[count++] = edge;
            }
        }
        int[] exact = Arrays.copyOf(result, count);
        IntSort.sort(exact, this::compareEdges);
        return exact;
    }

    /**
     * By node, a number that the nodes of one function share; in a call tree only those below the
     * same caller.
     */
    public int[] functions() {
        int[] ofPlace = places.functions();
        int[] parents = treeParents;
        if (parents == null) {
            return ofPlace;
        }
        PairNumbers numbers = new PairNumbers();
        int[] result = new int[nodeCount()];
        for (int node = 0; node < result.length; node++) {
            result[node] = numbers.number(parents[node], ofPlace[place(node)]);
        }
        return result;
    }

    Weights weights() {
        return weights;
    }

    int[] nodes() {
        return shown;
    }

    /** Of all nodes, also those that are not shown. */
    public int nodeCount() {
        return placeOf == null ? places.size() : placeOf.length;
    }

    void show(int[] nodes) {
        shown = nodes;
    }

    void setEdges(Edges replaced) {
        edges = replaced;
    }

    /**
     * Heavier edges first, then by the names at their ends. Beyond that pprof has no order: here
     * gains come before losses of the same size, then the rest of the places decides.
     */
    private int compareEdges(int left, int right) {
        long leftWeight = edges.weight(left);
        long rightWeight = edges.weight(right);
        int order = Long.compare(Math.abs(rightWeight), Math.abs(leftWeight));
        if (order == 0) {
            order = compareNames(edges.source(left), edges.source(right));
        }
        if (order == 0) {
            order = compareNames(edges.target(left), edges.target(right));
        }
        if (order == 0) {
            order = Long.compare(rightWeight, leftWeight);
        }
        if (order == 0) {
            order = NodeOrder.compareAll(this, edges.source(left), edges.source(right));
        }
        if (order == 0) {
            order = NodeOrder.compareAll(this, edges.target(left), edges.target(right));
        }
        return order == 0 ? Integer.compare(left, right) : order;
    }

    private int compareNames(int left, int right) {
        return NodeOrder.compareNames(this, left, right);
    }
}
