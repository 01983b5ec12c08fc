/** Spans and the objects in them. Start with {@link dev.stanch.heap.object.Spans}. */
@NullMarked
package dev.stanch.heap.object;

import org.jspecify.annotations.NullMarked;
