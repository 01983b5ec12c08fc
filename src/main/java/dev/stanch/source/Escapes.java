package dev.stanch.source;

import org.jspecify.annotations.Nullable;

/** Checks the escapes of quoted text (specification, "Rune literals", "String literals"). */
final class Escapes {
    private Escapes() {}

    /** What is wrong with an escape between two offsets; null when nothing is. */
    static @Nullable String wrong(char[] text, int from, int to, char quote) {
        for (int i = from; i < to; i++) {
            if (text[i] != '\\') {
                continue;
            }
            char kind = text[++i];
            int digits =
                    switch (kind) {
                        case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\' -> 0;
                        case 'x' -> 2;
                        case 'u' -> 4;
                        case 'U' -> 8;
                        case '0', '1', '2', '3', '4', '5', '6', '7' -> 3;
                        default -> kind == quote ? 0 : -1;
                    };
            if (digits < 0) {
                return "unknown escape";
            }
            boolean octal = digits == 3;
            int first = octal ? i : i + 1;
            long value = 0;
            for (int k = first; k < first + digits; k++) {
                int digit = k < to ? Character.digit(text[k], octal ? 8 : 16) : -1;
                if (digit < 0) {
                    return "illegal character in an escape";
                }
                value = value * (octal ? 8 : 16) + digit;
            }
            boolean rune = digits == 4 || digits == 8;
            if ((octal && value > 255)
                    || (rune && (value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)))) {
                return "escape is no valid code point";
            }
            i = digits == 0 ? i : first + digits - 1;
        }
        return null;
    }
}
