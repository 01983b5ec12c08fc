package dev.stanch.trace.order;

import dev.stanch.io.FormatException;
import dev.stanch.trace.wire.Batch;
import dev.stanch.trace.wire.EventSpec;
import dev.stanch.trace.wire.Generation;
import java.util.List;

/** One thread's batches of a generation, and the event in them that waits. */
final class Cursor {
    /** By type: how many numbers follow the time; -1 for what is no event of a thread. */
    private static final int[] ARGUMENTS = arguments();

    private final String input;
    private final Generation generation;
    private final List<Batch> batches;
    final long thread;
    final RawEvent event = new RawEvent();
    private int batch;
    private int position;
    private long last;
    private boolean bad;

    Cursor(String input, Generation generation, long thread, List<Batch> batches) {
        this.input = input;
        this.generation = generation;
        this.thread = thread;
        this.batches = batches;
    }

    long time() {
        return event.time;
    }

    /** Where the waiting event ends. */
    long offset() {
        int at = Math.min(batch, batches.size() - 1);
        return batches.get(at).offset() + position;
    }

    /** Reads the next event; false at the end. */
    boolean next() throws FormatException {
        while (batch < batches.size() && batches.get(batch).bytes().length == position) {
            batch++;
            position = 0;
            last = 0;
        }
        if (batch == batches.size()) {
            return false;
        }
        if (last == 0) {
            last = generation.nanos(batches.get(batch).time());
        }
        byte[] bytes = batches.get(batch).bytes();
        int type = bytes[position++] & 0xff;
        int count = ARGUMENTS[type];
        if (count < 0) {
            throw wrong("event type " + type + " among a thread's events");
        }
        event.type = type;
        event.time = generation.nanos(varint(bytes)) + last;
        event.a0 = count > 0 ? varint(bytes) : 0;
        event.a1 = count > 1 ? varint(bytes) : 0;
        event.a2 = count > 2 ? varint(bytes) : 0;
        event.a3 = count > 3 ? varint(bytes) : 0;
        if (bad) {
            throw wrong("the batch ends in an event, or a number is too long");
        }
        last = event.time;
        return true;
    }

    private long varint(byte[] bytes) {
        long result = 0;
        int at = position;
        for (int shift = 0; shift < 70 && at < bytes.length; shift += 7) {
            byte b = bytes[at++];
            if (shift == 63 && (b < 0 || b > 1)) {
                break;
            }
            result |= (b & 0x7fL) << shift;
            if (b >= 0) {
                position = at;
                return result;
            }
        }
        bad = true;
        return 0;
    }

    private FormatException wrong(String problem) {
        return new FormatException(input, offset(), problem);
    }

    private static int[] arguments() {
        int[] counts = new int[256];
        java.util.Arrays.fill(counts, -1);
        for (EventSpec spec : EventSpec.all()) {
            if (spec.isTimed()) {
                counts[spec.type()] = spec.arguments().size() - 1;
            }
        }
        return counts;
    }
}
