/**
 * What a trace tells in numbers: goroutines by where they were created, waits, scheduler, system
 * calls, collector. Events go in one by one, nothing of them is kept but sums. Start with {@link
 * dev.stanch.trace.summary.Summarizer}.
 */
@NullMarked
package dev.stanch.trace.summary;

import org.jspecify.annotations.NullMarked;
