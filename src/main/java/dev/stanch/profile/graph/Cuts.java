package dev.stanch.profile.graph;

import java.util.function.Predicate;

/**
 * How a graph is made and what is cut from it.
 *
 * @param values which of the profile's values count
 * @param hasObjects whether binaries tell places apart
 * @param nodeCount at most so many nodes; 0 for all
 * @param nodeFraction nodes below this share of the total go
 * @param edgeFraction the same for edges
 * @param order of the nodes
 * @param isTree whether to make a call tree
 * @param dropNegative whether nodes with negative weight go
 * @param edgeUse what the report does with edges
 * @param edgesOf the names of the nodes whose edges {@link EdgeUse#MATCHING} counts
 */
public record Cuts(
        Values values,
        boolean hasObjects,
        int nodeCount,
        double nodeFraction,
        double edgeFraction,
        Order order,
        boolean isTree,
        boolean dropNegative,
        EdgeUse edgeUse,
        Predicate<String> edgesOf) {

    /**
     * Which values count.
     *
     * @param column of the profile's values
     * @param isMean whether they are divided by the first column
     */
    public record Values(int column, boolean isMean) {}

    /** By what nodes are sorted, and chosen if their number is limited. */
    public enum Order {
        FLAT,
        CUM,
        /** What tells most in a picture; also removes edges that clutter it. */
        PICTURE
    }

    /** What a report does with edges; what it does not need is not counted. */
    public enum EdgeUse {
        NONE,
        /** Only whether calls of a node were inlined. */
        INLINING,
        /** Only of some nodes. */
        MATCHING,
        ALL
    }
}
