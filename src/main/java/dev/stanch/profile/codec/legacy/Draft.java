package dev.stanch.profile.codec.legacy;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import dev.stanch.profile.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A profile of addresses while its samples come: they are numbered as they are first seen, and
 * numbered again by the samples in the end, as google/pprof does after frames were taken out.
 */
final class Draft {
    /** Stands for the absence of the label {@code bytes}. */
    static final long NO_SIZE = Long.MIN_VALUE;

    private final ByteInput input;
    private final long memoryLimit;
    private final List<ValueType> types = new ArrayList<>();
    private ValueType periodType = new ValueType("", "");
    private long period;
    private long durationNanos;
    private final List<String> problems = new ArrayList<>();

    private final AddressTable addresses = new AddressTable();
    private @Nullable JavaNames names;

    /** The frames of all samples, leaf first, one after the other. */
    private int[] frames = new int[256];

    /** Where the frames of a sample begin; one more than samples. */
    private int[] starts = new int[64];

    /** The values of all samples. */
    private long[] values = new long[64];

    private long[] sizes = new long[64];
    private int samples;
    private int depth;

    Draft(ByteInput input, long memoryLimit) {
        this.input = input;
        this.memoryLimit = memoryLimit;
    }

    Draft types(ValueType... sampleTypes) {
        types.clear();
        types.addAll(List.of(sampleTypes));
        return this;
    }

    Draft period(ValueType type, long number) {
        periodType = type;
        period = number;
        return this;
    }

    boolean hasTypes() {
        return !types.isEmpty();
    }

    long period() {
        return period;
    }

    void durationNanos(long nanoseconds) {
        durationNanos = nanoseconds;
    }

    int samples() {
        return samples;
    }

    /** Adds a call to the sample that {@link #end} ends, leaf first. */
    void push(long address) throws FormatException {
        if (starts[samples] + depth == frames.length) {
            checkMemory(4L * frames.length);
            frames = Arrays.copyOf(frames, larger(frames.length));
        }
        frames[starts[samples] + depth++] = addresses.number(address);
    }

    /**
     * Ends a sample.
     *
     * @param size of one object, for the label {@code bytes}, or {@link #NO_SIZE}
     */
    void end(long size, long... row) throws FormatException {
        if (row.length != types.size()) {
            throw new IllegalArgumentException(row.length + " values, not " + types.size());
        }
        if (samples + 1 == starts.length) {
            checkMemory(12L * starts.length + 8L * values.length);
            starts = Arrays.copyOf(starts, larger(starts.length));
            sizes = Arrays.copyOf(sizes, larger(sizes.length));
        }
        if ((samples + 1L) * row.length > values.length) {
            values = Arrays.copyOf(values, larger(values.length));
        }
        System.arraycopy(row, 0, values, samples * row.length, row.length);
        sizes[samples] = size;
        starts[samples + 1] = starts[samples] + depth;
        samples++;
        depth = 0;
    }

    /** Forgets the calls since the last sample. */
    void discard() {
        depth = 0;
    }

    /** Adds to the first value of the last sample, if there is one. */
    void addToLast(long count) {
        if (samples > 0) {
            values[(samples - 1) * types.size()] += count;
        }
    }

    /** How many calls a sample has. */
    int depth(int sample) {
        return starts[sample + 1] - starts[sample];
    }

    long address(int sample, int place) {
        return addresses.address(frames[starts[sample] + place]);
    }

    /** Takes the second call, seen from the leaf, out of all samples for which the filter holds. */
    void removeSecond(java.util.function.IntPredicate filter) {
        int target = 0;
        int start = 0;
        for (int sample = 0; sample < samples; sample++) {
            int end = starts[sample + 1];
            boolean remove = end - start > 1 && filter.test(sample);
            int newStart = target;
            for (int i = start; i < end; i++) {
                if (!remove || i != start + 1) {
                    frames[target++] = frames[i];
                }
            }
            starts[sample] = newStart;
            start = end;
        }
        starts[samples] = target;
    }

    /** The number of the location at an address, or -1. */
    int find(long address) {
        return addresses.find(address);
    }

    void name(JavaNames javaNames) {
        names = javaNames;
    }

    /** Says that the input was damaged behind the samples read. */
    void problem(String text) {
        problems.add(text);
    }

    /** Numbers the locations by the samples as they are now. */
    int[] numbered() {
        int[] order = new int[addresses.size()];
        int next = 0;
        for (int i = 0; i < starts[samples]; i++) {
            if (order[frames[i]] == 0) {
                order[frames[i]] = ++next;
            }
        }
        return order;
    }

    /**
     * The profile.
     *
     * @param order from {@link #numbered}
     */
    Profile build(int[] order, MemoryMap map) throws FormatException {
        ProfileTables tables = new ProfileTables();
        tables.string("");
        types.forEach(tables::addSampleType);
        tables.setStride(types.size());
        tables.setPeriod(periodType, period);
        tables.setDurationNanos(durationNanos);
        problems.forEach(tables::addProblem);
        new DraftLocations(tables, addresses, names, map).add(order);
        long[] row = new long[types.size()];
        int[] stack = new int[0];
        for (int sample = 0; sample < samples; sample++) {
            System.arraycopy(values, sample * row.length, row, 0, row.length);
            int calls = depth(sample);
            stack = calls > stack.length ? new int[calls * 2] : stack;
            for (int i = 0; i < calls; i++) {
                stack[i] = order[frames[starts[sample] + i]] - 1;
            }
            if (sizes[sample] != NO_SIZE) {
                tables.label(tables.string("bytes"), 0, sizes[sample], 0);
            }
            if (!tables.fitsSample(calls)) {
                throw input.wrong("more than 2^31 values, frames or label bytes");
            }
            tables.addSample(row, tables.stack(stack, calls), tables.labelSet());
        }
        FrameRules.of(types).set(tables);
        return tables.build();
    }

    private void checkMemory(long more) throws FormatException {
        long taken = 4L * frames.length + 12L * starts.length + 8L * values.length;
        // The tables of the profile take as much again.
        if (2 * (taken + addresses.bytes()) + more > memoryLimit) {
            long limit = memoryLimit >> 20;
            throw input.wrong("it needs more than " + limit + " MiB of memory: allow Java more");
        }
    }

    private static int larger(int length) {
        return (int) Math.min(2L * length, Integer.MAX_VALUE - 16L);
    }
}
