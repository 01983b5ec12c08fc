/**
 * Captures on disk: recordings written so that they are readable at every moment, recordings read,
 * and loose files of one program. In and out go {@link dev.stanch.capture.Capture}s; the layout is
 * in {@code docs/formats/recording.md}. Start with {@link dev.stanch.capture.recording.Recording}.
 */
@NullMarked
package dev.stanch.capture.recording;

import org.jspecify.annotations.NullMarked;
