package dev.stanch.profile.codec.legacy;

import org.jspecify.annotations.Nullable;

/** Numbers as Go's {@code strconv} reads them; null for what is none or too large. */
final class Numbers {
    private Numbers() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** A decimal number. */
    static @Nullable Long decimal(String text) {
        return parse(text, 10);
    }

    /** A number whose prefix tells its base: {@code 0x}, {@code 0b}, {@code 0o} or {@code 0}. */
    static @Nullable Long based(String text) {
        boolean negative = text.startsWith("-");
        String rest = negative || text.startsWith("+") ? text.substring(1) : text;
        String lower = rest.toLowerCase(java.util.Locale.ROOT);
        int radix = 10;
        int skip = 0;
        if (lower.length() > 1 && lower.charAt(0) == '0') {
            radix =
                    switch (lower.charAt(1)) {
                        case 'x' -> 16;
                        case 'b' -> 2;
                        default -> 8;
                    };
            skip = radix == 8 && lower.charAt(1) != 'o' ? 1 : 2;
        }
        String digits = lower.substring(skip);
        boolean signed = digits.startsWith("-") || digits.startsWith("+");
        return signed ? null : parse((negative ? "-" : "") + digits, radix);
    }

    /** How many digits a number has without leading zeros. */
    static int significantDigits(String number) {
        int zeros = 0;
        while (zeros < number.length() && number.charAt(zeros) == '0') {
            zeros++;
        }
        return number.length() - zeros;
    }

    private static @Nullable Long parse(String text, int radix) {
        try {
            return Long.parseLong(text, radix);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
