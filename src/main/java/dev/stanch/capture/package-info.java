/**
 * From a target to captures. In comes what a person names: a URL, a process id, a recording, loose
 * files ({@link dev.stanch.capture.Target}). Out come {@link dev.stanch.capture.Capture}s:
 * artefacts taken at one moment, fetched within {@link dev.stanch.capture.Limits}, at most one
 * request at a time, and the numbers that metrics-like captures hold ({@link
 * dev.stanch.capture.MetricReader}). Start with {@link dev.stanch.capture.LiveTarget} for what runs
 * and with {@link dev.stanch.capture.Recording} for what was kept.
 */
@NullMarked
package dev.stanch.capture;

import org.jspecify.annotations.NullMarked;
