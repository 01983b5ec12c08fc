/**
 * From a target to captures. In comes what a person names: a URL, a process id, a recording, loose
 * files ({@code target}). Out come {@link dev.stanch.capture.Capture}s: artefacts taken at one
 * moment within {@link dev.stanch.capture.Limits}, and the numbers that some hold ({@code metric}).
 * Here are the words that the inner rooms share; start with {@code live.LiveTarget} for what runs
 * and with {@code recording.Recording} for what was kept.
 */
@NullMarked
package dev.stanch.capture;

import org.jspecify.annotations.NullMarked;
