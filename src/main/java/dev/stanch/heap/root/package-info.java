/**
 * Goroutines, their stacks and what else keeps objects. Start with {@link
 * dev.stanch.heap.root.StackScan}.
 */
@NullMarked
package dev.stanch.heap.root;

import org.jspecify.annotations.NullMarked;
