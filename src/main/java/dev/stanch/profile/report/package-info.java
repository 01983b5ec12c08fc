/**
 * The reports of {@code go tool pprof}. A {@link dev.stanch.profile.Profile}, a {@link
 * dev.stanch.profile.report.ReportFormat} and {@link dev.stanch.profile.report.Options} come in and
 * are made ready in {@link dev.stanch.profile.report.Prepared} (filters, choice of values,
 * aggregation); the bytes of the report go out through the {@link dev.stanch.profile.report.Report}
 * that {@link dev.stanch.profile.report.Reports} finds for the format. Start reading at {@code
 * Prepared}, then {@code TextReport}'s implementations.
 */
@NullMarked
package dev.stanch.profile.report;

import org.jspecify.annotations.NullMarked;
