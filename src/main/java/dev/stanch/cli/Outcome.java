package dev.stanch.cli;

import dev.stanch.leak.Report;
import org.jspecify.annotations.Nullable;

/**
 * How one of several targets ended.
 *
 * @param report of what was read; of one that failed, a report that says so
 * @param failure why nothing could be read; null when something could
 */
record Outcome(Report report, @Nullable Exception failure) {}
