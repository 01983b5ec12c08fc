package dev.stanch.profile;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The strings of a profile as ranges of bytes, made into {@link String}s when first asked for. */
final class StringTable {
    private final BytePages bytes = new BytePages();
    private final IntPages starts = new IntPages();
    private @Nullable String[] decoded = new String[16];
    private int malformed;

    int size() {
        return starts.size();
    }

    /** Memory taken, without the strings already decoded. */
    long bytes() {
        return bytes.bytes() + starts.bytes();
    }

    /** How many strings are not UTF-8; their wrong bytes show as U+FFFD. */
    int malformed() {
        return malformed;
    }

    boolean fits(int count) {
        return bytes.fits(count);
    }

    int add(byte[] source, int from, int count) {
        if (!isUtf8(source, from, count)) {
            malformed++;
        }
        starts.add(bytes.size());
        bytes.addAll(source, from, count);
        return starts.size() - 1;
    }

    int add(String text) {
        byte[] source = text.getBytes(StandardCharsets.UTF_8);
        return add(source, 0, source.length);
    }

    /** The string, or the empty one if there is none at this index. */
    String get(int index) {
        if (index < 0 || index >= starts.size()) {
            return "";
        }
        if (index >= decoded.length) {
            decoded = Arrays.copyOf(decoded, Math.max(index + 1, decoded.length * 2));
        }
        String known = decoded[index];
        if (known == null) {
            known = new String(bytes.copy(starts.get(index), end(index)), StandardCharsets.UTF_8);
            decoded[index] = known;
        }
        return known;
    }

    private int end(int index) {
        return index + 1 < starts.size() ? starts.get(index + 1) : bytes.size();
    }

    private static boolean isUtf8(byte[] source, int from, int count) {
        int bits = 0;
        for (int i = from; i < from + count; i++) {
            bits |= source[i];
        }
        if (bits >= 0) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(source, from, count));
            return true;
        } catch (CharacterCodingException malformedInput) {
            return false;
        }
    }
}
