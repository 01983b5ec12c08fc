package dev.stanch.profile.report;

import dev.stanch.io.Quoted;
import java.util.regex.Pattern;

/** Numbers in the options, read as Go's strconv reads them and refused with its words. */
final class GoNumber {
    private static final int MAX_DIGITS = 19;

    private GoNumber() {}

    /** A decimal integer with an optional sign. */
    static int integer(String text) {
        int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        if (text.length() == sign || !text.chars().skip(sign).allMatch(c -> c >= '0' && c <= '9')) {
            throw wrong("Atoi", text, "invalid syntax");
        }
        if (text.length() - sign > MAX_DIGITS) {
            throw wrong("Atoi", text, "value out of range");
        }
        try {
            return Math.clamp(Long.parseLong(text), Integer.MIN_VALUE, Integer.MAX_VALUE);
        } catch (NumberFormatException tooLarge) {
            throw wrong("Atoi", text, "value out of range");
        }
    }

    /** A floating-point number. */
    static double fraction(String text) {
        boolean isGo = Lazy.FRACTION.matcher(text).matches();
        if (!isGo) {
            throw wrong("ParseFloat", text, "invalid syntax");
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw wrong("ParseFloat", text, "value out of range");
        }
        return value;
    }

    private static IllegalArgumentException wrong(String function, String text, String problem) {
        return new IllegalArgumentException(
                "strconv." + function + ": parsing " + Quoted.of(text) + ": " + problem);
    }

    /** Only compiled when a fraction is given. */
    private static final class Lazy {
        private static final Pattern FRACTION =
                Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    }
}
