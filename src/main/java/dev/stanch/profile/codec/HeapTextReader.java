package dev.stanch.profile.codec;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads {@code /debug/pprof/heap?debug=1}. Its stacks begin with the runtime's own functions
 * (makeslice, mapassign, growslice…), which the proto form leaves out: here they are locations with
 * an address and no lines.
 */
public final class HeapTextReader {
    private static final long MAX_BYTES = 256L << 20;

    private HeapTextReader() {}

    /**
     * Reads to the end of the stream, which stays open.
     *
     * @param name file name or URL, for messages
     * @throws FormatException if it is not such a text
     * @throws IOException if the stream fails
     */
    public static HeapText read(String name, InputStream in) throws FormatException, IOException {
        try (ByteInput input = ByteInput.open(name, in, MAX_BYTES)) {
            if (ProfileReader.form(input) instanceof TextForm.Heap heap) {
                TextDecoder decoder = new TextDecoder(input, heap, ProfileReader.memoryLimit());
                return new HeapText(decoder.decode(), decoder.memStats());
            }
            throw new FormatException(name, 0, "not a heap text: ask for heap?debug=1");
        }
    }
}
