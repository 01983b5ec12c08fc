/**
 * Series and their judgement. In comes a {@link dev.stanch.trend.Series} of one quantity over time,
 * out goes a {@link dev.stanch.trend.Trend}: flat, plateau, wave, step, growing. Pure functions
 * that know no other room. Start with {@code TrendJudge}.
 */
@NullMarked
package dev.stanch.trend;

import org.jspecify.annotations.NullMarked;
