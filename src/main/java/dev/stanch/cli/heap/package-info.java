/**
 * {@code stanch heap}: a process id goes in, what its heap tells comes out. Start with {@link
 * dev.stanch.cli.heap.HeapCommand}.
 */
@NullMarked
package dev.stanch.cli.heap;

import org.jspecify.annotations.NullMarked;
