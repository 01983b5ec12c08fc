package dev.stanch.trace.text;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.io.Quoted;
import dev.stanch.trace.wire.Ev;
import dev.stanch.trace.wire.EventSpec;
import dev.stanch.trace.wire.GenerationReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Events as they stand on the wire, in the file's order, as {@code go tool trace -d=wire} prints
 * them: Event.String in internal/trace/raw.
 */
public final class WireText {
    private static final int MOST_DATA = 1 << 16;
    private static final long MOST_FRAMES = 1 << 16;

    private final ByteInput input;
    private final int last;
    private int type;
    private long size;

    private WireText(ByteInput input, int version) {
        this.input = input;
        this.last =
                switch (version) {
                    case 22 -> Ev.LOG;
                    case 23 -> Ev.EXPERIMENTAL_BATCH;
                    case 25 -> Ev.CLOCK_SNAPSHOT;
                    default -> Ev.GOROUTINE_STACK_FREE;
                };
    }

    /** Reads the header. */
    public static WireText open(ByteInput input) throws FormatException, IOException {
        int version = GenerationReader.version(input);
        if (version < 22 || version > 26) {
            throw new FormatException(
                    input.name(), 0, "go 1." + version + " has no events of this kind");
        }
        return new WireText(input, version);
    }

    /** Appends the next event and its line end; false at the end. */
    public boolean append(StringBuilder out) throws FormatException, IOException {
        if (!input.require(1)) {
            input.checkWhole();
            return false;
        }
        type = input.window()[input.position()] & 0xff;
        EventSpec spec = type > last ? null : EventSpec.of(type);
        if (spec == null) {
            throw input.wrong("event type " + type + ", which this version does not have");
        }
        input.advance(1);
        size = 1;
        out.append(spec.name());
        long argument = 0;
        for (String name : spec.arguments()) {
            argument = number();
            out.append(' ').append(name).append('=').append(Long.toUnsignedString(argument));
        }
        if (type == Ev.STACK) {
            frames(argument, out);
        } else if (type == Ev.STRING || type == Ev.EXPERIMENTAL_BATCH) {
            data(out);
        }
        out.append('\n');
        return true;
    }

    /** The type of the event that was appended last. */
    public int type() {
        return type;
    }

    /** How many bytes that event needs when each number is as short as it can be. */
    public long size() {
        return size;
    }

    private long number() throws FormatException, IOException {
        long value = input.varint();
        size += Math.max(1, (70 - Long.numberOfLeadingZeros(value)) / 7);
        return value;
    }

    private void frames(long count, StringBuilder out) throws FormatException, IOException {
        if (count < 0 || count > MOST_FRAMES) {
            throw input.wrong("a stack of " + Long.toUnsignedString(count) + " frames");
        }
        for (long i = 0; i < count; i++) {
            out.append("\n\tpc=").append(Long.toUnsignedString(number()));
            out.append(" func=").append(Long.toUnsignedString(number()));
            out.append(" file=").append(Long.toUnsignedString(number()));
            out.append(" line=").append(Long.toUnsignedString(number()));
        }
    }

    private void data(StringBuilder out) throws FormatException, IOException {
        long length = number();
        if (length < 0 || length > MOST_DATA) {
            throw input.wrong("data of " + Long.toUnsignedString(length) + " bytes");
        }
        if (!input.require((int) length)) {
            throw input.ended("the rest of " + length + " bytes of data");
        }
        int from = input.position();
        byte[] bytes = Arrays.copyOfRange(input.window(), from, from + (int) length);
        input.advance((int) length);
        size += length;
        if (length > 0) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            out.append("\n\tdata=").append(Quoted.of(text));
        }
    }
}
