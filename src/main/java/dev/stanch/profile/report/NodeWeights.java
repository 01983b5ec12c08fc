package dev.stanch.profile.report;

import dev.stanch.profile.Profile;
import dev.stanch.profile.graph.NodeTable;
import java.util.Arrays;

/** What each place weighs by itself and with all that it calls, not yet divided for a mean. */
final class NodeWeights {
    private final long[] flat;
    private final long[] cum;

    private NodeWeights(int nodes) {
        flat = new long[nodes];
        cum = new long[nodes];
    }

    static NodeWeights of(Prepared prepared, NodeTable places) {
        NodeWeights weights = new NodeWeights(places.size());
        Profile profile = prepared.profile();
        long[] ofStack = new long[profile.stacks()];
        for (int sample = 0; sample < profile.samples(); sample++) {
            ofStack[profile.stackId(sample)] += prepared.value(sample);
        }
        int[] lastStack = new int[places.size()];
        Arrays.fill(lastStack, -1);
        for (int stack = 0; stack < ofStack.length; stack++) {
            if (ofStack[stack] != 0) {
                weights.add(profile, places, stack, ofStack[stack], lastStack);
            }
        }
        return weights;
    }

    /**
     * A place counts once in a stack, however often it is there.
     *
     * @param lastStack the stack that each place was seen in last
     */
    private void add(Profile profile, NodeTable places, int stack, long weight, int[] lastStack) {
        int leaf = -1;
        for (int i = profile.stackEndOf(stack) - 1; i >= profile.stackStartOf(stack); i--) {
            int location = profile.locationAt(i);
            int end = places.frameEnd(location);
            for (int frame = places.frameStart(location); frame < end; frame++) {
                int node = places.frameNode(frame);
                leaf = node;
                if (lastStack[node] != stack) {
                    lastStack[node] = stack;
                    cum[node] += weight;
                }
            }
        }
        if (leaf >= 0) {
            flat[leaf] += weight;
        }
    }

    long flat(int node) {
        return flat[node];
    }

    long cum(int node) {
        return cum[node];
    }

    /** Whether pprof has a node for the place. */
    boolean isShown(int node, boolean dropNegative) {
        boolean isNegative = flat[node] < 0 || (flat[node] == 0 && cum[node] < 0);
        return (flat[node] != 0 || cum[node] != 0) && !(dropNegative && isNegative);
    }
}
