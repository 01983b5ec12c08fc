package dev.stanch.profile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Strings that keep bytes which are not UTF-8: each such byte b becomes the lone surrogate U+DC00 +
 * b, which no valid text has, and goes back to b when written. So reports can give out exactly the
 * bytes that a profile came with, as Go does.
 */
public final class RawText {
    private static final char BASE = '\udc00';

    private RawText() {}

    /** The text of these bytes. */
    public static String of(byte[] source) {
        if (isUtf8(source, 0, source.length)) {
            return new String(source, StandardCharsets.UTF_8);
        }
        StringBuilder text = new StringBuilder(source.length);
        int at = 0;
        while (at < source.length) {
            int length = sequence(source, at);
            if (length == 0) {
                text.append((char) (BASE + (source[at] & 0xff)));
                at++;
            } else {
                text.append(new String(source, at, length, StandardCharsets.UTF_8));
                at += length;
            }
        }
        return text.toString();
    }

    /** UTF-8, with the wrong bytes as they were. */
    public static byte[] bytes(String text) {
        if (!hasWrongBytes(text)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 16);
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isWrongByte(text, i)) {
                out.writeBytes(text.substring(from, i).getBytes(StandardCharsets.UTF_8));
                out.write(text.charAt(i) - BASE);
                from = i + 1;
            }
        }
        out.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** Whether the char at the index stands for a byte that was not UTF-8. */
    public static boolean isWrongByte(CharSequence text, int index) {
        char c = text.charAt(index);
        boolean inRange = c >= BASE + 0x80 && c <= BASE + 0xff;
        return inRange && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }

    /** Compares as Go compares strings: byte by byte, which is also by code point. */
    public static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean simple = !Character.isSurrogate(x) && !Character.isSurrogate(y);
                return simple ? x - y : Arrays.compareUnsigned(bytes(a), bytes(b));
            }
        }
        return a.length() - b.length();
    }

    static boolean isUtf8(byte[] source, int from, int count) {
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

    private static boolean hasWrongBytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isWrongByte(text, i)) {
                return true;
            }
        }
        return false;
    }

    /** How many bytes from here are one valid character; 0 for none. */
    private static int sequence(byte[] source, int at) {
        int first = source[at] & 0xff;
        int length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        return at + length <= source.length && isUtf8(source, at, length) ? length : 0;
    }
}
