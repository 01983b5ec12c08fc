/**
 * Plays the scheduler: says of an event whether it can have happened now, not yet, or never. Start
 * with {@link dev.stanch.trace.order.Ordering}.
 */
@NullMarked
package dev.stanch.trace.order;

import org.jspecify.annotations.NullMarked;
