package dev.stanch.profile.measure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Floating-point numbers as Go prints and converts them: decimal digits of the exact binary value,
 * a tie to the even digit ({@code strconv.FormatFloat}).
 */
public final class GoFloat {
    private static final int MANTISSA_BITS = 52;
    private static final double EXACT = 1L << 53;

    private GoFloat() {}

    /** {@code %.2f}. */
    public static String fixed2(double value) {
        if (!(Math.abs(value) < EXACT)) {
            return hugeFixed2(value);
        }
        long bits = Double.doubleToRawLongBits(Math.abs(value));
        int exponent = (int) (bits >>> MANTISSA_BITS);
        long fraction = bits & ((1L << MANTISSA_BITS) - 1);
        long mantissa = exponent == 0 ? fraction : fraction | 1L << MANTISSA_BITS;
        // value = mantissa / 2^shift; below 2^53 the shift is never negative, and 100 times the
        // mantissa fits in 60 bits.
        int shift = 1075 - Math.max(exponent, 1);
        long hundredths = roundedShift(mantissa * 100, shift);
        StringBuilder text = new StringBuilder(12);
        if (value < 0 || 1 / value < 0) {
            text.append('-');
        }
        long cents = hundredths % 100;
        text.append(hundredths / 100).append('.');
        return text.append((char) ('0' + cents / 10)).append((char) ('0' + cents % 10)).toString();
    }

    /** {@code %.2g}, for numbers from 0 to 1. */
    static String general2(double value) {
        if (value == 0) {
            return "0";
        }
        int exponent = (int) Math.floor(Math.log10(value));
        int digits = twoDigits(value, exponent);
        if (digits < 10) {
            exponent--;
            digits = twoDigits(value, exponent);
        }
        if (digits >= 100) {
            digits = digits / 10;
            exponent++;
        }
        boolean oneDigit = digits % 10 == 0;
        String both = oneDigit ? Integer.toString(digits / 10) : Integer.toString(digits);
        if (exponent < -4) {
            String mantissa = oneDigit ? both : both.charAt(0) + "." + both.charAt(1);
            return mantissa + (exponent > -10 ? "e-0" : "e-") + -exponent;
        }
        if (exponent >= 0) {
            return oneDigit ? both : both.charAt(0) + "." + both.charAt(1);
        }
        return "0." + "0".repeat(-exponent - 1) + both;
    }

    /** {@code %v}: as many digits as tell it from its neighbours. */
    public static String shortest(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent >= -4 && exponent < 21) {
            return digits.toPlainString();
        }
        String all = digits.unscaledValue().abs().toString();
        String mantissa = all.length() == 1 ? all : all.charAt(0) + "." + all.substring(1);
        int size = Math.abs(exponent);
        String sign = exponent < 0 ? "e-" : "e+";
        return (value < 0 ? "-" : "") + mantissa + sign + (size < 10 ? "0" : "") + size;
    }

    /** {@code int64(value)} on amd64: what does not fit becomes the smallest number. */
    public static long toInt64(double value) {
        return value >= -0x1p63 && value < 0x1p63 ? (long) value : Long.MIN_VALUE;
    }

    /** The value times 10^(1 - exponent), rounded; 10 to 99 for the right exponent. */
    private static int twoDigits(double value, int exponent) {
        double scaled = value * Math.pow(10, 1 - exponent);
        double whole = Math.floor(scaled);
        double rest = scaled - whole;
        boolean clear = Math.abs(rest - 0.5) > 1e-9 && rest > 1e-9 && rest < 1 - 1e-9;
        if (clear && scaled >= 10 && scaled < 99) {
            return (int) whole + (rest > 0.5 ? 1 : 0);
        }
        BigDecimal exact = new BigDecimal(value).scaleByPowerOfTen(1 - exponent);
        if (exact.compareTo(BigDecimal.TEN) < 0) {
            return 0;
        }
        return exact.round(
                        new MathContext(exact.precision() - exact.scale(), RoundingMode.HALF_EVEN))
                .intValue();
    }

    private static long roundedShift(long value, int shift) {
        if (shift > 62) {
            return 0;
        }
        long whole = value >> shift;
        long rest = value & ((1L << shift) - 1);
        long half = shift == 0 ? 1 : 1L << (shift - 1);
        boolean up = rest > half || (rest == half && (whole & 1) == 1);
        return up ? whole + 1 : whole;
    }

    private static String hugeFixed2(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return shortest(value);
        }
        return new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }
}
