package dev.stanch.profile.graph;

import dev.stanch.profile.RawText;

/** The orders in which reports list nodes. */
final class NodeOrder {
    private NodeOrder() {}

    /** Heaviest by its own weight first. */
    static void byFlat(Graph graph, int[] nodes) {
        Weights weights = graph.weights();
        IntSort.sort(
                nodes,
                (left, right) -> {
                    int order = compareSizes(weights.flat(left), weights.flat(right));
                    if (order == 0) {
                        order = compareNames(graph, left, right);
                    }
                    if (order == 0) {
                        order = compareSizes(weights.cum(left), weights.cum(right));
                    }
                    return order == 0 ? compareAll(graph, left, right) : order;
                });
    }

    /** Heaviest with all that it calls first. */
    static void byCum(Graph graph, int[] nodes) {
        Weights weights = graph.weights();
        IntSort.sort(
                nodes,
                (left, right) -> {
                    int order = compareSizes(weights.cum(left), weights.cum(right));
                    return order == 0 ? compareEqualScores(graph, left, right) : order;
                });
    }

    /** The most telling in a picture first: {@link Entropy}. */
    static void byEntropy(Graph graph, int[] nodes) {
        long[] scores = Entropy.scores(graph, nodes);
        IntSort.sort(
                nodes,
                (left, right) -> {
                    int order = compareSizes(scores[left], scores[right]);
                    return order == 0 ? compareEqualScores(graph, left, right) : order;
                });
    }

    static int compareNames(Graph graph, int left, int right) {
        int leftPlace = graph.place(left);
        int rightPlace = graph.place(right);
        return leftPlace == rightPlace
                ? 0
                : RawText.compare(
                        graph.places().printableName(leftPlace),
                        graph.places().printableName(rightPlace));
    }

    /** The last word where names are equal: all that is known of the places. */
    static int compareAll(Graph graph, int left, int right) {
        int leftPlace = graph.place(left);
        int rightPlace = graph.place(right);
        return leftPlace == rightPlace
                ? 0
                : RawText.compare(
                        graph.places().everything(leftPlace),
                        graph.places().everything(rightPlace));
    }

    private static int compareEqualScores(Graph graph, int left, int right) {
        int order = compareNames(graph, left, right);
        if (order == 0) {
            order = compareSizes(graph.weights().flat(left), graph.weights().flat(right));
        }
        return order == 0 ? compareAll(graph, left, right) : order;
    }

    private static int compareSizes(long left, long right) {
        return Long.compare(Math.abs(right), Math.abs(left));
    }
}
