package dev.stanch.trace.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * About a second of a trace: the batches of each thread, and the strings, stacks, samples and clock
 * that they refer to. Ids of strings and stacks mean something in their generation only.
 */
public final class Generation {
    final long number;
    final Map<Long, List<Batch>> batches = new LinkedHashMap<>();
    final LongTable<String> strings = new LongTable<>();
    final LongTable<long[]> stacks = new LongTable<>();

    /** By program counter: function id, file id, line. */
    final LongTable<long[]> frames = new LongTable<>();

    List<CpuSample> samples = new ArrayList<>();
    long firstTicks;
    double nanosPerTick;
    boolean hasClock;
    long clockTicks;
    long clockMono;
    long wallSeconds;
    long wallNanos;

    Generation(long number) {
        this.number = number;
    }

    public long number() {
        return number;
    }

    /** Batches by thread, threads in the order of their first batch. */
    public Map<Long, List<Batch>> batches() {
        return batches;
    }

    /** By rising time. */
    public List<CpuSample> samples() {
        return samples;
    }

    /** Ticks as nanoseconds, rounded down as Go does. */
    public long nanos(long ticks) {
        double exact = ticks >= 0 ? ticks : (ticks >>> 1) * 2.0 + (ticks & 1);
        return (long) (exact * nanosPerTick);
    }

    /** When its earliest batch begins, in nanoseconds. */
    public long begin() {
        return nanos(firstTicks);
    }

    /** Whether it tells the time of day; since Go 1.25. */
    public boolean hasClock() {
        return hasClock;
    }

    /** The trace's time at which the clocks were read. */
    public long clockTime() {
        return nanos(clockTicks);
    }

    public long clockMono() {
        return clockMono;
    }

    public long wallSeconds() {
        return wallSeconds;
    }

    public long wallNanos() {
        return wallNanos;
    }

    /** Null when there is none with this id; id 0 is the empty one. */
    public @Nullable String string(long id) {
        return id == 0 ? "" : strings.get(id);
    }

    /** The string, or nothing where the trace lacks it. */
    public String text(long id) {
        String text = string(id);
        return text == null ? "" : text;
    }

    public boolean hasStack(long id) {
        return id == 0 || stacks.get(id) != null;
    }

    /** Innermost first; empty for id 0 and where there is none. */
    public List<Frame> stack(long id) {
        long[] counters = id == 0 ? null : stacks.get(id);
        if (counters == null) {
            return List.of();
        }
        List<Frame> stack = new ArrayList<>(counters.length);
        for (long pc : counters) {
            long[] frame = frames.get(pc);
            if (frame != null) {
                stack.add(new Frame(pc, text(frame[0]), text(frame[1]), frame[2]));
            }
        }
        return stack;
    }
}
