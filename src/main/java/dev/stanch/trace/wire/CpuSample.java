package dev.stanch.trace.wire;

/**
 * What ran when the CPU profiler looked.
 *
 * @param time in nanoseconds
 * @param goroutine -1 for none
 */
public record CpuSample(long time, long thread, long proc, long goroutine, long stack) {}
