package dev.stanch.profile.graph;

import dev.stanch.profile.Profile;

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
        int count = places.frames(locations, depth, frames);
        if (count > frames.length) {
            frames = new int[count * 2];
            places.frames(locations, depth, frames);
        }
        return count;
    }

    /** What {@link #read} read: each node times two, plus one if the call was inlined. */
    int[] frames() {
        return frames;
    }

    int node(int i) {
        return frames[i] >>> 1;
    }

    boolean isInlined(int i) {
        return (frames[i] & 1) != 0;
    }
}
