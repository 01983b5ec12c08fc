package dev.stanch.profile.graph;

import dev.stanch.profile.PairNumbers;
import java.util.Arrays;

/**
 * The edges of a graph, numbered from 0 in the order in which they were first seen: from caller to
 * callee. Edges can be removed; the lists of a node's edges are made when first asked for.
 */
public final class Edges {
    private static final byte RESIDUAL = 1;
    private static final byte INLINE = 2;
    private static final byte REMOVED = 4;
    private static final int[] NONE = {};

    private final PairNumbers pairs = new PairNumbers();
    private int[] sources = new int[256];
    private int[] targets = new int[256];
    private long[] weights = new long[256];
    private long[] divisors = new long[0];
    private byte[] flags = new byte[256];

    /** The stack that last went over the edge, so that recursion counts once. */
    private int[] stamps = new int[256];

    private final boolean isMean;

    private int[] inStarts = new int[0];
    private int[] inEdges = new int[0];
    private int[] outStarts = new int[0];
    private int[] outEdges = new int[0];

    Edges(boolean isMean) {
        this.isMean = isMean;
        if (isMean) {
            divisors = new long[256];
        }
    }

    /** How many were ever added; see {@link #isRemoved}. */
    public int size() {
        return pairs.size();
    }

    public int source(int edge) {
        return sources[edge];
    }

    public int target(int edge) {
        return targets[edge];
    }

    /** What passes over it, not divided for a mean. */
    public long weight(int edge) {
        return weights[edge];
    }

    /** The weight, divided where a mean is shown. */
    public long value(int edge) {
        return isMean && divisors[edge] != 0 ? weights[edge] / divisors[edge] : weights[edge];
    }

    /** Whether nodes were left out between its ends. */
    public boolean isResidual(int edge) {
        return (flags[edge] & RESIDUAL) != 0;
    }

    /** Whether every call along it was inlined. */
    public boolean isInline(int edge) {
        return (flags[edge] & INLINE) != 0;
    }

    public boolean isRemoved(int edge) {
        return (flags[edge] & REMOVED) != 0;
    }

    /** Adds a stack's weight to an edge; once for each stack. Stamps begin with 1. */
    void add(
            int source,
            int target,
            long weight,
            long divisor,
            boolean residual,
            boolean inline,
            int stamp) {
        int before = pairs.size();
        int edge = pairs.number(source, target);
        if (edge == before) {
            append(edge, source, target, residual, inline);
        } else if (stamps[edge] == stamp) {
            return;
        } else {
            int kept = inline ? flags[edge] : flags[edge] & ~INLINE;
            flags[edge] = (byte) (residual ? kept | RESIDUAL : kept);
        }
        stamps[edge] = stamp;
        weights[edge] += weight;
        if (isMean) {
            divisors[edge] += divisor;
        }
    }

    /** Adds the edges of stacks that come after the ones seen so far; gives back this. */
    Edges plus(Edges later) {
        for (int edge = 0; edge < later.size(); edge++) {
            long divisor = isMean ? later.divisors[edge] : 0;
            // Below every stack's: the parts' stacks are different ones.
            int stamp = -later.stamps[edge];
            add(
                    later.sources[edge],
                    later.targets[edge],
                    later.weights[edge],
                    divisor,
                    later.isResidual(edge),
                    later.isInline(edge),
                    stamp);
        }
        return this;
    }

    void remove(int edge) {
        flags[edge] |= REMOVED;
    }

    /** Lets an edge begin at another node, over the one that it began at. */
    void bridge(int edge, int source, boolean inline) {
        sources[edge] = source;
        flags[edge] |= RESIDUAL;
        if (!inline) {
            flags[edge] &= ~INLINE;
        }
    }

    /** Makes the lists anew after edges were added or bridged. */
    void index(int nodes) {
        inStarts = new int[nodes + 1];
        outStarts = new int[nodes + 1];
        inEdges = sorted(targets, inStarts);
        outEdges = sorted(sources, outStarts);
    }

    /** The node's edges from callers that were not removed, in the order of their numbers. */
    public int[] in(int node) {
        return size() == 0 ? NONE : alive(inEdges, inStarts[node], inStarts[node + 1]);
    }

    /** The node's edges to callees that were not removed, in the order of their numbers. */
    public int[] out(int node) {
        return size() == 0 ? NONE : alive(outEdges, outStarts[node], outStarts[node + 1]);
    }

    /** For loops that make no array: the place of a node's first edge from a caller. */
    int inStart(int node) {
        return inStarts[node];
    }

    int inEnd(int node) {
        return inStarts[node + 1];
    }

    /** An edge by its place; may be a removed one. */
    int inAt(int place) {
        return inEdges[place];
    }

    private int[] sorted(int[] ends, int[] starts) {
        for (int edge = 0; edge < size(); edge++) {
            if (!isRemoved(edge)) {
                starts[ends[edge] + 1]++;
            }
        }
        for (int node = 1; node < starts.length; node++) {
            starts[node] += starts[node - 1];
        }
        int[] next = starts.clone();
        int[] result = new int[starts[starts.length - 1]];
        for (int edge = 0; edge < size(); edge++) {
            if (!isRemoved(edge)) {
                result[next[ends[edge]]++] = edge;
            }
        }
        return result;
    }

    private int[] alive(int[] edges, int start, int end) {
        int[] result = new int[end - start];
        int count = 0;
        for (int i = start; i < end; i++) {
            if (!isRemoved(edges[i])) {
                result[count++] = edges[i];
            }
        }
        return count == result.length ? result : Arrays.copyOf(result, count);
    }

    private void append(int edge, int source, int target, boolean residual, boolean inline) {
        if (edge == sources.length) {
            int length = edge * 2;
            sources = Arrays.copyOf(sources, length);
            targets = Arrays.copyOf(targets, length);
            weights = Arrays.copyOf(weights, length);
            divisors = isMean ? Arrays.copyOf(divisors, length) : divisors;
            flags = Arrays.copyOf(flags, length);
            stamps = Arrays.copyOf(stamps, length);
        }
        sources[edge] = source;
        targets[edge] = target;
        flags[edge] = (byte) ((residual ? RESIDUAL : 0) | (inline ? INLINE : 0));
    }
}
