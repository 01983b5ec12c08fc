package dev.stanch.profile.codec.legacy;

import dev.stanch.io.FormatException;

/** Addresses as they stand in the texts: {@code 0x} and small hexadecimal digits. */
final class HexAddresses {
    private HexAddresses() {}

    /**
     * Pushes all addresses that are found before the first character that no list of addresses has.
     *
     * @param returns whether they are where calls return to, so that the calls are one byte before
     */
    static void callsInto(Draft draft, String text, boolean returns, Lines lines)
            throws FormatException {
        int end = 0;
        while (end < text.length() && isOfList(text.charAt(end))) {
            end++;
        }
        allInto(draft, text.substring(0, end), returns, returns, lines);
    }

    /**
     * Pushes all addresses that are found anywhere; says how many.
     *
     * @param firstReturns as {@code returns} for the first, which may be a leaf
     */
    static int allInto(Draft draft, String text, boolean firstReturns, boolean returns, Lines lines)
            throws FormatException {
        int count = 0;
        int i = text.indexOf("0x");
        while (i >= 0) {
            int end = i + 2;
            while (end < text.length() && isHex(text.charAt(end))) {
                end++;
            }
            if (end > i + 2) {
                boolean less = count == 0 ? firstReturns : returns;
                push(draft, text.substring(i + 2, end), less, lines);
                count++;
            }
            i = text.indexOf("0x", Math.max(end, i + 1));
        }
        return count;
    }

    private static void push(Draft draft, String digits, boolean returns, Lines lines)
            throws FormatException {
        if (Numbers.significantDigits(digits) > 16) {
            throw lines.malformed("addresses of 64 bits", digits);
        }
        long address = Long.parseUnsignedLong(digits, 16);
        draft.push(returns ? address - 1 : address);
    }

    private static boolean isHex(char c) {
        return Numbers.isDigit(c) || (c >= 'a' && c <= 'f');
    }

    private static boolean isOfList(char c) {
        return c == ' ' || c == 'x' || isHex(c);
    }
}
