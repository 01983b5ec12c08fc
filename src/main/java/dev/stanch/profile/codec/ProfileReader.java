package dev.stanch.profile.codec;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.codec.foreign.ForeignProfile;
import dev.stanch.profile.codec.legacy.LegacyProfile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a profile in any form: {@code profile.proto}, Go's debug=1 texts, all older encodings that
 * google/pprof reads, and what other tools write; each plain or packed with gzip or zstd.
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
        return read(name, in, maxInflatedBytes, false, true);
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
        return readExactly(name, in, maxInflatedBytes, true);
    }

    /**
     * The same with a choice for Go's debug=1 texts, whose comments name functions and lines.
     *
     * @param keepNames false to get the profile that google/pprof makes of such a text: it sees
     *     only the addresses
     * @throws FormatException as {@link #read}
     * @throws IOException if the stream fails
     */
    public static Profile readExactly(
            String name, InputStream in, long maxInflatedBytes, boolean keepNames)
            throws FormatException, IOException {
        return read(name, in, maxInflatedBytes, true, keepNames);
    }

    private static Profile read(
            String name,
            InputStream in,
            long maxInflatedBytes,
            boolean exactStrings,
            boolean keepNames)
            throws FormatException, IOException {
        try (ByteInput input = ByteInput.open(name, in, maxInflatedBytes)) {
            if (isText(input)) {
                return text(input, keepNames);
            }
            Profile legacy = LegacyProfile.readBinary(input, memoryLimit());
            return legacy == null
                    ? new ProtoDecoder(input, memoryLimit(), exactStrings).decode()
                    : legacy;
        }
    }

    private static Profile text(ByteInput input, boolean keepNames)
            throws FormatException, IOException {
        String head = head(input);
        TextForm form = keepNames ? TextForm.of(firstLine(head)) : null;
        if (form != null) {
            input.line(Sniff.HEAD_BYTES);
            return new TextDecoder(input, form, memoryLimit()).decode();
        }
        Profile profile = LegacyProfile.readText(input, head, memoryLimit());
        if (profile == null) {
            profile = ForeignProfile.read(input, head, memoryLimit());
        }
        if (profile == null) {
            throw input.wrong(Sniff.text(head));
        }
        return profile;
    }

    /** What a profile may take; the rest of the heap is for its reader. */
    static long memoryLimit() {
        return Runtime.getRuntime().maxMemory() / 4 * 3;
    }

    /** Reads the first line of a text that Go wrote; null for any other input. */
    static @Nullable TextForm form(ByteInput input) throws FormatException, IOException {
        if (!isText(input)) {
            return null;
        }
        TextForm form = TextForm.of(firstLine(head(input)));
        if (form != null) {
            input.line(Sniff.HEAD_BYTES);
        }
        return form;
    }

    /**
     * Whether the input is text.
     *
     * @throws FormatException if it is empty, or something else than a profile for sure
     */
    private static boolean isText(ByteInput input) throws FormatException, IOException {
        input.require(Sniff.BYTES);
        int count = Math.min(input.available(), Sniff.BYTES);
        if (count == 0) {
            input.checkWhole();
            throw input.wrong("empty, not a profile: fetch it again");
        }
        byte[] bytes = input.window();
        int from = input.position();
        if (Sniff.isText(bytes, from, count)) {
            return true;
        }
        String binary = Sniff.binary(new String(bytes, from, count, StandardCharsets.ISO_8859_1));
        if (binary != null) {
            throw input.wrong(binary);
        }
        return false;
    }

    private static String head(ByteInput input) throws IOException {
        input.require(Sniff.HEAD_BYTES);
        int count = Math.min(input.available(), Sniff.HEAD_BYTES);
        return new String(input.window(), input.position(), count, StandardCharsets.UTF_8);
    }

    private static String firstLine(String head) {
        return head.lines().findFirst().orElse("");
    }
}
