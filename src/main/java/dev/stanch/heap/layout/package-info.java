/**
 * What the runtime's structures look like in one program's memory. Start with {@link
 * dev.stanch.heap.layout.Module}.
 */
@NullMarked
package dev.stanch.heap.layout;

import org.jspecify.annotations.NullMarked;
