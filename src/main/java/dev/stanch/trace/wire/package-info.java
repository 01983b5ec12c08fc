/**
 * The wire format of v2 traces: batches, and generations of them with their tables of strings and
 * stacks. Start with {@link dev.stanch.trace.wire.GenerationReader}.
 */
@NullMarked
package dev.stanch.trace.wire;

import org.jspecify.annotations.NullMarked;
