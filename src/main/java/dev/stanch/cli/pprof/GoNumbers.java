package dev.stanch.cli.pprof;

import java.math.BigInteger;

/** Numbers as Go's {@code strconv} reads them from flags. */
final class GoNumbers {
    private GoNumbers() {}

    /**
     * An integer with base 0: {@code 0x}, {@code 0o} or a leading 0, {@code 0b}, and underscores
     * between digits where a prefix stands.
     *
     * @throws NumberFormatException if it is none
     * @throws ArithmeticException if it does not fit into 64 bits
     */
    static long integer(String text) {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        int radix = 10;
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            char prefix = digits.charAt(1);
            radix =
                    switch (prefix) {
                        case 'x', 'X' -> 16;
                        case 'b', 'B' -> 2;
                        default -> 8;
                    };
            boolean named = "xXbBoO".indexOf(prefix) >= 0;
            digits = digits.substring(named ? 2 : 1);
            if (digits.startsWith("_")) {
                digits = digits.substring(1);
            }
        }
        boolean grouped = digits.indexOf('_') >= 0;
        if (digits.isEmpty()
                || "+-".indexOf(digits.charAt(0)) >= 0
                || (grouped && (radix == 10 || digits.endsWith("_") || digits.contains("__")))) {
            throw new NumberFormatException(text);
        }
        BigInteger value = new BigInteger(digits.replace("_", ""), radix);
        return (negative ? value.negate() : value).longValueExact();
    }

    /** Whether {@code strconv.ParseFloat} takes it; Java's reader alone is more lenient. */
    static boolean isFloat(String text) {
        if (text.isEmpty()) {
            return false;
        }
        String body = "+-".indexOf(text.charAt(0)) >= 0 ? text.substring(1) : text;
        if (isNamed(body)) {
            return true;
        }
        boolean plain = !body.isEmpty();
        for (int i = 0; i < body.length(); i++) {
            plain &= "0123456789abcdefABCDEFxXpP.+-".indexOf(body.charAt(i)) >= 0;
        }
        // d and f at the end are types to Java; to Go they are digits of hexadecimals only.
        boolean hexadecimal = body.startsWith("0x") || body.startsWith("0X");
        char last = plain ? body.charAt(body.length() - 1) : 'x';
        if (!plain || (!hexadecimal && "dDfF".indexOf(last) >= 0)) {
            return false;
        }
        try {
            return !Double.isNaN(Double.parseDouble(body));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isNamed(String body) {
        return body.equalsIgnoreCase("inf")
                || body.equalsIgnoreCase("infinity")
                || body.equalsIgnoreCase("nan");
    }
}
