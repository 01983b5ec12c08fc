package dev.stanch.profile.graph;

import java.util.Arrays;
import java.util.BitSet;

/** Takes nodes out of a call tree; what they called is then called by their callers. */
final class TreeCutter {
    private final Edges edges;

    /** The edge to each node from its caller; -1 for a root. */
    private final int[] callers;

    /** The first edge of each node to a callee, and the next one of each edge; -1 for none. */
    private final int[] firsts;

    private final int[] nexts;

    private TreeCutter(Graph graph) {
        this.edges = graph.edges();
        callers = new int[graph.nodeCount()];
        firsts = new int[graph.nodeCount()];
        nexts = new int[edges.size()];
        Arrays.fill(callers, -1);
        Arrays.fill(firsts, -1);
        for (int edge = edges.size() - 1; edge >= 0; edge--) {
            if (!edges.isRemoved(edge)) {
                callers[edges.target(edge)] = edge;
                link(edges.source(edge), edge);
            }
        }
    }

    /** Takes out the shown nodes that are not to be kept. */
    static void cut(Graph graph, BitSet kept) {
        TreeCutter cutter = new TreeCutter(graph);
        for (int node : graph.nodes()) {
            if (!kept.get(node)) {
                cutter.takeOut(node);
            }
        }
        graph.edges().index(graph.nodeCount());
    }

    private void takeOut(int node) {
        int caller = callers[node];
        int next;
        for (int edge = firsts[node]; edge >= 0; edge = next) {
            next = nexts[edge];
            if (edges.isRemoved(edge)) {
                continue;
            }
            if (caller < 0) {
                edges.remove(edge);
                callers[edges.target(edge)] = -1;
            } else {
                edges.bridge(edge, edges.source(caller), edges.isInline(caller));
                link(edges.source(caller), edge);
            }
        }
        if (caller >= 0) {
            edges.remove(caller);
        }
    }

    private void link(int node, int edge) {
        nexts[edge] = firsts[node];
        firsts[node] = edge;
    }
}
