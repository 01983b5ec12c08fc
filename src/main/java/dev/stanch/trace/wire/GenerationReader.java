package dev.stanch.trace.wire;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a v2 trace (Go 1.22 and later) generation by generation; never more than one is held. Go's
 * internal/trace/generation.go and batch.go.
 */
public final class GenerationReader {
    static final int HEADER = 16;
    private static final int MOST_BATCH = 64 << 10;
    private static final Pattern MAGIC =
            Pattern.compile("go 1\\.(\\d\\d) trace\0\0\0", Pattern.DOTALL);

    private final ByteInput input;
    private final int version;
    private @Nullable Batch spilled;
    private @Nullable FormatException damage;
    private boolean ended;
    private long whole;

    private GenerationReader(ByteInput input, int version) {
        this.input = input;
        this.version = version;
    }

    /** Reads the header. */
    public static GenerationReader open(ByteInput input) throws FormatException, IOException {
        return new GenerationReader(input, version(input));
    }

    /** Reads the header and says which format follows: 11, 19 or 21 is v1, 22 and above v2. */
    public static int version(ByteInput input) throws FormatException, IOException {
        if (!input.require(HEADER)) {
            throw input.wrong(
                    "no Go execution trace: it is too short; record one with runtime/trace or"
                            + " /debug/pprof/trace?seconds=5");
        }
        byte[] head =
                Arrays.copyOfRange(input.window(), input.position(), input.position() + HEADER);
        Matcher magic =
                MAGIC.matcher(new String(head, java.nio.charset.StandardCharsets.ISO_8859_1));
        if (!magic.matches()) {
            throw input.wrong(
                    "no Go execution trace: it does not begin with \"go 1.\"; record one with"
                            + " runtime/trace or /debug/pprof/trace?seconds=5");
        }
        int version = Integer.parseInt(magic.group(1));
        input.advance(HEADER);
        return version;
    }

    /** The format's version, such as 23 for {@code go 1.23}. */
    public int version() {
        return version;
    }

    /** Why nothing more comes although the trace goes on; null where it ended well. */
    public @Nullable FormatException damage() {
        return damage;
    }

    /** How many bytes belong to generations that were read whole. */
    public long wholeBytes() {
        return whole;
    }

    /** The next one; null at the end, and where the rest is damaged: ask {@link #damage}. */
    public @Nullable Generation next() throws IOException {
        if (ended) {
            return null;
        }
        try {
            Generation generation = version >= 26 ? withEnd() : withSpill();
            ended |= generation == null;
            return generation;
        } catch (FormatException broken) {
            damage = broken;
            ended = true;
            return null;
        }
    }

    /** Since Go 1.26 a generation has an end of its own. */
    private @Nullable Generation withEnd() throws FormatException, IOException {
        Generation generation = null;
        Tables tables = new Tables(input.name(), version);
        while (true) {
            if (!input.require(1)) {
                input.checkWhole();
                if (generation != null) {
                    throw input.ended("the rest of generation " + generation.number);
                }
                return null;
            }
            Batch batch = batch();
            if (batch.kind() == Ev.END_OF_GENERATION) {
                whole = input.offset();
                if (generation == null) {
                    throw input.wrong("the end of a generation that did not begin");
                }
                return tables.checked(generation, input);
            }
            if (generation == null) {
                generation = begun(batch);
            } else if (batch.generation() != generation.number) {
                throw input.wrong("generation " + generation.number + " has no end");
            }
            tables.add(generation, batch);
        }
    }

    /** Before, the first batch of the next generation ends it. */
    private @Nullable Generation withSpill() throws FormatException, IOException {
        Generation generation = null;
        Tables tables = new Tables(input.name(), version);
        if (spilled != null) {
            generation = begun(spilled);
            tables.add(generation, spilled);
            spilled = null;
        }
        long end = input.offset();
        while (true) {
            end = input.offset();
            Batch batch;
            try {
                if (!input.require(1)) {
                    input.checkWhole();
                    ended = true;
                    break;
                }
                batch = batch();
            } catch (FormatException broken) {
                if (generation == null) {
                    throw broken;
                }
                // The generation may be whole: its tables come last, and tell.
                damage = broken;
                ended = true;
                break;
            }
            if (generation == null) {
                generation = begun(batch);
            } else if (batch.generation() == generation.number + 1) {
                spilled = batch;
                break;
            } else if (batch.generation() != generation.number) {
                throw input.wrong("generations that are out of order");
            }
            tables.add(generation, batch);
        }
        if (generation == null) {
            throw input.ended("the first batch");
        }
        Generation checked = tables.checked(generation, input);
        whole = end;
        return checked;
    }

    private Generation begun(Batch batch) throws FormatException {
        if (batch.generation() == 0) {
            throw input.wrong("a generation with number 0");
        }
        return new Generation(batch.generation());
    }

    private Batch batch() throws FormatException, IOException {
        long start = input.offset();
        int type = one();
        if (type == Ev.END_OF_GENERATION && version >= 26) {
            return new Batch(0, -1, 0, 0, start, new byte[] {(byte) type});
        }
        if (type == 'g') {
            throw new FormatException(
                    input.name(),
                    start,
                    "a second trace begins here: give each as a file of its own");
        }
        if (type != Ev.EVENT_BATCH && type != Ev.EXPERIMENTAL_BATCH) {
            throw new FormatException(
                    input.name(), start, "event type " + type + " where a batch should begin");
        }
        int experiment = type == Ev.EXPERIMENTAL_BATCH ? one() : 0;
        long generation = input.varint();
        long thread = input.varint();
        long time = input.varint();
        long size = input.varint();
        if (size < 0 || size > MOST_BATCH) {
            throw new FormatException(
                    input.name(),
                    start,
                    "a batch of "
                            + Long.toUnsignedString(size)
                            + " bytes; "
                            + MOST_BATCH
                            + " is the most");
        }
        if (!input.require((int) size)) {
            throw input.ended("the rest of a batch");
        }
        long offset = input.offset();
        int from = input.position();
        byte[] bytes = Arrays.copyOfRange(input.window(), from, from + (int) size);
        input.advance((int) size);
        return new Batch(generation, thread, time, experiment, offset, bytes);
    }

    private int one() throws FormatException, IOException {
        if (!input.require(1)) {
            throw input.ended("a batch");
        }
        int value = input.window()[input.position()] & 0xff;
        input.advance(1);
        return value;
    }
}
