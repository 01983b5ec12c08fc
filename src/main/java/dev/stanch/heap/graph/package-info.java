/**
 * Objects as numbers and who points to whom: edges, reachability, dominators. Start with {@link
 * dev.stanch.heap.graph.Edges}.
 */
@NullMarked
package dev.stanch.heap.graph;

import org.jspecify.annotations.NullMarked;
