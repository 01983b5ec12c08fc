package dev.stanch.trace;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.trace.order.OrderedEvents;
import dev.stanch.trace.order.TraceEvent;
import dev.stanch.trace.wire.GenerationReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a Go execution trace event by event; only one generation of it is held at a time. */
public final class TraceReader {
    private final GenerationReader generations;
    private final OrderedEvents events;

    private TraceReader(GenerationReader generations, OrderedEvents events) {
        this.generations = generations;
        this.events = events;
    }

    /** Reads the header; the input stays the caller's. */
    public static TraceReader open(ByteInput input) throws FormatException, IOException {
        GenerationReader generations = GenerationReader.open(input);
        int version = generations.version();
        if (version < 22) {
            throw new FormatException(
                    input.name(),
                    0,
                    "a trace of Go 1."
                            + version
                            + ", which is not read yet: record it with Go 1.22 or later, or use go"
                            + " tool trace");
        }
        if (version == 24 || version > 26) {
            throw new FormatException(
                    input.name(),
                    0,
                    "a trace of a format, go 1." + version + ", that is not known");
        }
        return new TraceReader(generations, new OrderedEvents(input.name(), generations));
    }

    /** The format's version, such as 26 for traces of Go 1.26 and 1.27. */
    public int version() {
        return generations.version();
    }

    /** The next event, valid until the one after; null at the end: then ask {@link #damage}. */
    public @Nullable TraceEvent next() throws IOException {
        return events.next();
    }

    /** Why nothing more comes although the trace goes on; null where it ended well. */
    public @Nullable FormatException damage() {
        return events.damage();
    }

    /** How many bytes belong to generations that were read whole. */
    public long wholeBytes() {
        return generations.wholeBytes();
    }
}
