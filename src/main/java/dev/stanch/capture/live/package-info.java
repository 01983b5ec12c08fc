/**
 * A running target: what it offers, and captures of it, one request at a time. In comes a {@link
 * dev.stanch.capture.target.Target}, out come {@link dev.stanch.capture.Capture}s. Start with
 * {@link dev.stanch.capture.live.LiveTarget}.
 */
@NullMarked
package dev.stanch.capture.live;

import org.jspecify.annotations.NullMarked;
