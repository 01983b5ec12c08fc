package dev.stanch.profile.graph;

/**
 * Removes from a picture residual edges whose ends are joined in another way as well. Light ones
 * are tried first; nothing heavier than a node's lightest true edge goes.
 */
final class RedundantEdges {
    private final Edges edges;
    private final int[] seen;
    private final int[] queue;
    private int searches;

    private RedundantEdges(Graph graph) {
        this.edges = graph.edges();
        this.seen = new int[graph.nodeCount()];
        this.queue = new int[graph.nodeCount()];
    }

    static void remove(Graph graph) {
        RedundantEdges search = new RedundantEdges(graph);
        int[] nodes = graph.nodes();
        for (int i = nodes.length - 1; i >= 0; i--) {
            search.removeInto(graph.sortedIn(nodes[i]));
        }
    }

    private void removeInto(int[] heaviestFirst) {
        for (int i = heaviestFirst.length - 1; i >= 0; i--) {
            int edge = heaviestFirst[i];
            if (!edges.isResidual(edge)) {
                return;
            }
            if (isRedundant(edge)) {
                edges.remove(edge);
            }
        }
    }

    /** Searches against the edges' direction, from the target, for another way to the source. */
    private boolean isRedundant(int without) {
        int wanted = edges.source(without);
        searches++;
        int head = 0;
        int tail = 0;
        queue[tail++] = edges.target(without);
        seen[edges.target(without)] = searches;
        while (head < tail) {
            int node = queue[head++];
            for (int place = edges.inStart(node); place < edges.inEnd(node); place++) {
                int edge = edges.inAt(place);
                int source = edges.source(edge);
                if (edge == without || edges.isRemoved(edge) || seen[source] == searches) {
                    continue;
                }
                if (source == wanted) {
                    return true;
                }
                seen[source] = searches;
                queue[tail++] = source;
            }
        }
        return false;
    }
}
