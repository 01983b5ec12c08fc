package dev.stanch.profile.graph;

import java.util.function.IntConsumer;

/** Finds the nodes of a graph that a sample went through. */
interface Paths {
    /**
     * Gives each node of a sample once.
     *
     * @return the leaf's node, or -1 for an empty stack
     */
    int walk(int sample, IntConsumer node);
}
