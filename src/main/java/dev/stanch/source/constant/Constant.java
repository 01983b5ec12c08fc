package dev.stanch.source.constant;

import java.math.BigInteger;

/** The value of a constant expression. */
public sealed interface Constant {
    record Bool(boolean value) implements Constant {}

    /**
     * @param value the string; a byte that is not UTF-8 is the lone surrogate U+DC00 + byte
     */
    record Text(String value) implements Constant {
        /** Length in bytes, as {@code len} tells it. */
        public long bytes() {
            long count = 0;
            for (int i = 0; i < value.length(); ) {
                int rune = value.codePointAt(i);
                i += Character.charCount(rune);
                boolean lone = rune >= 0xDC00 && rune <= 0xDFFF;
                count += rune < 0x80 || lone ? 1 : rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
            }
            return count;
        }
    }

    record Int(BigInteger value) implements Constant {}

    /** An exact fraction; the denominator is positive, the fraction reduced. */
    record Real(BigInteger numerator, BigInteger denominator) implements Constant {}

    record Complex(Real real, Real imaginary) implements Constant {}

    static Constant of(long value) {
        return new Int(BigInteger.valueOf(value));
    }
}
