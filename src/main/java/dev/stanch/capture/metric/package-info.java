/**
 * From metrics-like captures (Prometheus text, expvar and other JSON, the page of pprof, the end of
 * a heap text, a process) to {@link dev.stanch.capture.metric.Metrics}: numbers by one name and
 * unit, and facts in words. Start with {@link dev.stanch.capture.metric.MetricReader}; which name
 * stands for what is in {@code MetricNames}.
 */
@NullMarked
package dev.stanch.capture.metric;

import org.jspecify.annotations.NullMarked;
