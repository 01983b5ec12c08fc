package dev.stanch.goroutine;

import dev.stanch.io.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;

/** Reads goroutine dumps, one goroutine at a time. */
public final class GoroutineDumpReader {
    private GoroutineDumpReader() {}

    /**
     * Hands every goroutine of the dump to the sink, in the dump's order.
     *
     * @param name what to call the input in messages
     * @throws FormatException when the input is no goroutine dump; the message says what it looks
     *     like
     */
    public static DumpSummary read(String name, InputStream in, Consumer<Goroutine> sink)
            throws FormatException, IOException {
        if (in.read() < 0) {
            throw new FormatException(name, 0, "expected a goroutine dump, found nothing");
        }
        return new DumpSummary(0, false, List.of("goroutine dumps are not read yet"));
    }
}
