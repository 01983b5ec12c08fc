package dev.stanch.heap.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Shortest ways from roots to nodes, found breadth first. */
public final class Paths {
    private static final int UNREACHED = -2;
    private static final int ROOT = -1;

    /** By node: the node before it. */
    private final int[] before;

    private Paths(int[] before) {
        this.before = before;
    }

    /**
     * @param roots where ways begin, those that are preferred first
     */
    public static Paths from(List<Integer> roots, Edges edges) {
        int[] before = new int[edges.nodes()];
        Arrays.fill(before, UNREACHED);
        int[] queue = new int[1024];
        int tail = 0;
        int head = 0;
        for (int root : roots) {
            if (before[root] == UNREACHED) {
                before[root] = ROOT;
                queue = tail == queue.length ? Arrays.copyOf(queue, tail * 2) : queue;
                queue[tail++] = root;
            }
        }
        while (head < tail) {
            int node = queue[head++];
            for (int edge = edges.first(node); edge < edges.first(node + 1); edge++) {
                int next = edges.target(edge);
                if (before[next] == UNREACHED) {
                    before[next] = node;
                    queue = tail == queue.length ? Arrays.copyOf(queue, tail * 2) : queue;
                    queue[tail++] = next;
                }
            }
        }
        return new Paths(before);
    }

    /** The nodes from a root to the node, both included; empty when there is no way. */
    public List<Integer> to(int node) {
        if (before[node] == UNREACHED) {
            return List.of();
        }
        List<Integer> way = new ArrayList<>();
        for (int at = node; at != ROOT; at = before[at]) {
            way.add(at);
        }
        return way.reversed();
    }
}
