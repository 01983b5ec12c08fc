package dev.stanch.profile.codec;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a profile in any of the forms that Go writes: gzipped or plain {@code profile.proto}, and
 * the debug=1 texts of heap, allocs, goroutine, threadcreate, mutex and block, also gzipped.
 */
public final class ProfileReader {
    private ProfileReader() {}

    /**
     * Reads to the end of the stream, which stays open. When the input is damaged behind some whole
     * samples, and their types are known, these come back and {@link Profile#problems} says what is
     * missing.
     *
     * @param name file name or URL, for messages
     * @param maxInflatedBytes how much may come out of the stream after unpacking
     * @throws FormatException if it is not a profile, or too damaged or too large; the message says
     *     what it looks like and what to do
     * @throws IOException if the stream fails
     */
    public static Profile read(String name, InputStream in, long maxInflatedBytes)
            throws FormatException, IOException {
        return read(name, in, maxInflatedBytes, false);
    }

    /**
     * Reads as {@link #read} does, but strings keep bytes that are not UTF-8, as {@link
     * dev.stanch.profile.RawText} tells, so that they can be written as they were.
     *
     * @throws FormatException as {@link #read}
     * @throws IOException if the stream fails
     */
    public static Profile readExactly(String name, InputStream in, long maxInflatedBytes)
            throws FormatException, IOException {
        return read(name, in, maxInflatedBytes, true);
    }

    private static Profile read(
            String name, InputStream in, long maxInflatedBytes, boolean exactStrings)
            throws FormatException, IOException {
        try (ByteInput input = ByteInput.open(name, in, maxInflatedBytes)) {
            TextForm form = form(input);
            return form == null
                    ? new ProtoDecoder(input, memoryLimit(), exactStrings).decode()
                    : new TextDecoder(input, form, memoryLimit()).decode();
        }
    }

    /** What a profile may take; the rest of the heap is for its reader. */
    static long memoryLimit() {
        return Runtime.getRuntime().maxMemory() / 4 * 3;
    }

    /** Reads the first line of a text; null for a profile in proto form. */
    static @Nullable TextForm form(ByteInput input) throws FormatException, IOException {
        input.require(Sniff.BYTES);
        int count = Math.min(input.available(), Sniff.BYTES);
        if (count == 0) {
            input.checkWhole();
            throw input.wrong("empty, not a profile: fetch it again");
        }
        byte[] bytes = input.window();
        int from = input.position();
        if (Sniff.isText(bytes, from, count)) {
            String head = new String(bytes, from, count, StandardCharsets.UTF_8);
            TextForm form = TextForm.of(head.lines().findFirst().orElse(""));
            if (form == null) {
                throw input.wrong(Sniff.text(head));
            }
            input.line(Sniff.BYTES);
            return form;
        }
        String binary = Sniff.binary(new String(bytes, from, count, StandardCharsets.ISO_8859_1));
        if (binary != null) {
            throw input.wrong(binary);
        }
        return null;
    }
}
