package dev.stanch.report;

import dev.stanch.leak.Report;
import dev.stanch.trace.summary.Summary;

/**
 * What {@code stanch trace} found in one trace.
 *
 * @param report findings by the contract that all commands share
 * @param bytes of the trace, unpacked, as far as they were looked at
 * @param lost share of them that could not be used
 */
public record TraceReport(Report report, Summary trace, long bytes, double lost) {}
