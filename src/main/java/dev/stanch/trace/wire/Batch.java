package dev.stanch.trace.wire;

/**
 * Up to 64 KiB of events of one thread; Go's internal/trace/batch.go.
 *
 * @param thread -1 where it belongs to none
 * @param time of its first event, in ticks
 * @param experiment 0 for events; others are not read
 * @param offset where its bytes begin in the trace
 */
@SuppressWarnings("ArrayRecordComponent") // moved, never compared
public record Batch(
        long generation, long thread, long time, int experiment, long offset, byte[] bytes) {
    /** The type of its first event; -1 of an empty or experimental one. */
    public int kind() {
        return experiment != 0 || bytes.length == 0 ? -1 : bytes[0] & 0xff;
    }
}
