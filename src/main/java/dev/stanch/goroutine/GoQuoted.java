package dev.stanch.goroutine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The quoted strings in a text, one after the other, as Go's runtime quotes them ({@code
 * printquoted} in {@code runtime/print.go}): {@code \n \r \t \" \\}, {@code \xHH}, {@code \\uHHHH}
 * and {@code \\UHHHHHHHH}.
 */
final class GoQuoted {
    private final String text;
    private int at;

    GoQuoted(String text) {
        this.text = text;
    }

    /** Null when there is no further whole string. */
    @Nullable String next() {
        int open = text.indexOf('"', at);
        if (open < 0) {
            return null;
        }
        at = open + 1;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (at < text.length()) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (c == '"') {
                return bytes.toString(StandardCharsets.UTF_8);
            }
            if (c != '\\') {
                put(bytes, c);
            } else if (at < text.length()) {
                escape(bytes, text.charAt(at++));
            }
        }
        return null;
    }

    private void escape(ByteArrayOutputStream bytes, char kind) {
        switch (kind) {
            case 'a' -> bytes.write(7);
            case 'b' -> bytes.write('\b');
            case 'f' -> bytes.write('\f');
            case 'n' -> bytes.write('\n');
            case 'r' -> bytes.write('\r');
            case 't' -> bytes.write('\t');
            case 'v' -> bytes.write(11);
            case 'x' -> bytes.write(hex(2));
            case 'u' -> put(bytes, hex(4));
            case 'U' -> put(bytes, hex(8));
            default -> put(bytes, kind);
        }
    }

    private static void put(ByteArrayOutputStream bytes, int codePoint) {
        int shown = Character.isValidCodePoint(codePoint) ? codePoint : 0xFFFD;
        bytes.writeBytes(Character.toString(shown).getBytes(StandardCharsets.UTF_8));
    }

    private int hex(int digits) {
        int value = 0;
        for (int i = 0; i < digits && at < text.length(); i++) {
            int digit = Character.digit(text.charAt(at), 16);
            if (digit < 0) {
                break;
            }
            value = value << 4 | digit;
            at++;
        }
        return value;
    }
}
