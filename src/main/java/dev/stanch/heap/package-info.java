/**
 * The heap image of a Go program: in comes a stopped process, out go its objects, what keeps them,
 * how much each holder retains, and which goroutines nothing can wake. Start reading with {@link
 * dev.stanch.heap.HeapImage}.
 */
@NullMarked
package dev.stanch.heap;

import org.jspecify.annotations.NullMarked;
