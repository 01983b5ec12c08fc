package dev.stanch.profile.graph;

import dev.stanch.profile.Profile;
import java.util.Arrays;

/** The nodes of one stack at a time, root first, as plain numbers for the inner loops. */
final class StackNodes {
    private final Profile profile;
    private final NodeTable places;
    private final int[] locations;

    /** Node number times two, plus one if the call was inlined into the one before. */
    private int[] frames;

    StackNodes(Profile profile, NodeTable places) {
        this.profile = profile;
        this.places = places;
        this.locations = new int[profile.maxDepth()];
        this.frames = new int[profile.maxDepth() + 16];
    }

    /** Reads a stack of the profile; how many nodes it goes through. */
    int read(int stack) {
        int depth = profile.copyStack(stack, locations);
        int count = 0;
        for (int i = depth - 1; i >= 0; i--) {
            int first = places.frameStart(locations[i]);
            int end = places.frameEnd(locations[i]);
            if (count + end - first > frames.length) {
                frames = Arrays.copyOf(frames, (count + end - first) * 2);
            }
            frames[count++] = places.frameNode(first) << 1;
            for (int frame = first + 1; frame < end; frame++) {
                frames[count++] = (places.frameNode(frame) << 1) | 1;
            }
        }
        return count;
    }

    int node(int i) {
        return frames[i] >>> 1;
    }

    boolean isInlined(int i) {
        return (frames[i] & 1) != 0;
    }
}
