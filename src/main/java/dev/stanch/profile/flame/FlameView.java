package dev.stanch.profile.flame;

import java.util.List;

/** Which call paths a flame graph is made of. */
public sealed interface FlameView {
    /**
     * All stacks, from their roots towards the leaves.
     *
     * @param path keys ({@link FrameTable#key}) of the frames to zoom to, root first
     */
    record FromRoot(List<Integer> path) implements FlameView {
        public FromRoot {
            path = List.copyOf(path);
        }
    }

    /**
     * All stacks, from their leaves towards the roots.
     *
     * @param path keys of the frames to zoom to, leaf first
     */
    record FromLeaf(List<Integer> path) implements FlameView {
        public FromLeaf {
            path = List.copyOf(path);
        }
    }

    /** Stacks with a function, from its outermost call on towards the leaves. */
    record Callees(int key) implements FlameView {}

    /** Stacks with a function, from its outermost call on towards the roots. */
    record Callers(int key) implements FlameView {}
}
