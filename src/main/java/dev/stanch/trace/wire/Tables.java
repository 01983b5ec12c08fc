package dev.stanch.trace.wire;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Sorts batches into a generation: tables are decoded, events are kept as they are. */
final class Tables {
    private static final int MOST_STRING = 1 << 10;
    private static final int MOST_FRAMES = 128;

    private final String input;
    private final int version;
    private boolean isFirst = true;

    Tables(String input, int version) {
        this.input = input;
        this.version = version;
    }

    void add(Generation generation, Batch batch) throws FormatException {
        if (isFirst
                || Long.compareUnsigned(batch.time(), generation.firstTicks) < 0
                || generation.firstTicks == 0) {
            generation.firstTicks = batch.time();
            isFirst = false;
        }
        int kind = batch.kind();
        boolean isClock = kind == (version >= 25 ? Ev.SYNC : Ev.FREQUENCY);
        if (kind == Ev.STRINGS) {
            strings(generation, batch);
        } else if (kind == Ev.STACKS) {
            stacks(generation, batch);
        } else if (kind == Ev.CPU_SAMPLES) {
            samples(generation, batch);
        } else if (isClock) {
            clock(generation, batch);
        } else if (batch.experiment() == 0) {
            generation.batches.computeIfAbsent(batch.thread(), _ -> new ArrayList<>()).add(batch);
        }
    }

    /** What can be said only when all batches are there. */
    Generation checked(Generation generation, ByteInput at) throws FormatException {
        if (generation.nanosPerTick == 0) {
            throw at.wrong("generation " + generation.number + " has no clock frequency");
        }
        if (version >= 25 && !generation.hasClock) {
            throw at.wrong("generation " + generation.number + " has no clock snapshot");
        }
        for (long[] stack : generation.stacks.inOrder()) {
            for (long pc : stack) {
                long[] frame = generation.frames.get(pc);
                if (frame == null
                        || generation.string(frame[0]) == null
                        || generation.string(frame[1]) == null) {
                    throw at.wrong(
                            "generation "
                                    + generation.number
                                    + " lacks the name of a function in its stacks");
                }
            }
        }
        List<CpuSample> timed = new ArrayList<>(generation.samples.size());
        for (CpuSample raw : generation.samples) {
            timed.add(
                    new CpuSample(
                            generation.nanos(raw.time()),
                            raw.thread(),
                            raw.proc(),
                            raw.goroutine(),
                            raw.stack()));
        }
        timed.sort(Comparator.comparingLong(CpuSample::time));
        generation.samples = timed;
        return generation;
    }

    private void strings(Generation generation, Batch batch) throws FormatException {
        Payload in = new Payload(input, batch);
        in.expect(Ev.STRINGS);
        while (in.hasNext()) {
            in.expect(Ev.STRING);
            long id = in.varint();
            String text = in.string(MOST_STRING);
            if (generation.string(id) != null) {
                throw in.wrong("string " + id + " comes twice");
            }
            generation.strings.put(id, text);
        }
    }

    private void stacks(Generation generation, Batch batch) throws FormatException {
        Payload in = new Payload(input, batch);
        in.expect(Ev.STACKS);
        while (in.hasNext()) {
            in.expect(Ev.STACK);
            long id = in.varint();
            long count = in.varint();
            if (count < 0 || count > MOST_FRAMES) {
                throw in.wrong("a stack of more than " + MOST_FRAMES + " frames");
            }
            long[] counters = new long[(int) count];
            for (int i = 0; i < counters.length; i++) {
                counters[i] = in.varint();
                long[] frame = {in.varint(), in.varint(), in.varint()};
                if (generation.frames.get(counters[i]) == null) {
                    generation.frames.put(counters[i], frame);
                }
            }
            if (generation.hasStack(id)) {
                throw in.wrong("stack " + id + " comes twice");
            }
            generation.stacks.put(id, counters);
        }
    }

    private void samples(Generation generation, Batch batch) throws FormatException {
        Payload in = new Payload(input, batch);
        in.expect(Ev.CPU_SAMPLES);
        while (in.hasNext()) {
            in.expect(Ev.CPU_SAMPLE);
            long time = in.varint();
            long thread = in.varint();
            long proc = in.varint();
            long goroutine = in.varint();
            long stack = in.varint();
            generation.samples.add(
                    new CpuSample(time, thread, proc, goroutine == 0 ? -1 : goroutine, stack));
        }
    }

    private void clock(Generation generation, Batch batch) throws FormatException {
        Payload in = new Payload(input, batch);
        if (version >= 25) {
            in.expect(Ev.SYNC);
        }
        long ticks = batch.time();
        while (in.hasNext()) {
            int type = in.one();
            if (type == Ev.FREQUENCY && generation.nanosPerTick == 0) {
                long perSecond = in.varint();
                if (perSecond <= 0) {
                    throw in.wrong("a clock without ticks");
                }
                generation.nanosPerTick = 1.0 / (perSecond / 1e9);
            } else if (type == Ev.CLOCK_SNAPSHOT && version >= 25 && !generation.hasClock) {
                generation.hasClock = true;
                ticks += in.varint();
                generation.clockTicks = ticks;
                generation.clockMono = in.varint();
                generation.wallSeconds = in.varint();
                generation.wallNanos = in.varint();
            } else {
                throw in.wrong(
                        "event type " + type + " in a batch of clocks, or one that comes twice");
            }
        }
    }
}
