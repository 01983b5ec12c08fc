/**
 * Go execution traces: in come the bytes of {@code runtime/trace} or of the flight recorder, out
 * come events in the one order in which they can have happened ({@link
 * dev.stanch.trace.TraceReader}). Inner rooms: {@code wire} reads batches and generations, {@code
 * order} plays the scheduler to order them, {@code text} prints events as Go's tools do, {@code
 * summary} tells who was created and never ended, who waits where, and what the collector did.
 */
@NullMarked
package dev.stanch.trace;

import org.jspecify.annotations.NullMarked;
