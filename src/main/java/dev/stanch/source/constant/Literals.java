package dev.stanch.source.constant;

import dev.stanch.source.Token;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Values of literals as they are written (specification, "Lexical elements"). */
public final class Literals {
    private static final int MAX_EXPONENT = 20_000;

    private Literals() {}

    /** The value; null when the text is no such literal or too large to hold. */
    public static @Nullable Constant value(Token kind, String text) {
        try {
            return switch (kind) {
                case INT -> integer(text.replace("_", ""));
                case FLOAT -> real(text.replace("_", ""));
                case IMAGINARY -> imaginary(text.replace("_", ""));
                case RUNE -> {
                    String value = unquoted(text);
                    int rune = value.isEmpty() ? -1 : value.codePointAt(0);
                    boolean isByte = rune >= 0xDC80 && rune <= 0xDCFF;
                    yield rune < 0 ? null : Constant.of(isByte ? rune - 0xDC00 : rune);
                }
                case STRING -> new Constant.Text(unquoted(text));
                default -> null;
            };
        } catch (NumberFormatException | StringIndexOutOfBoundsException malformed) {
            return null;
        }
    }

    private static Constant integer(String digits) {
        return new Constant.Int(whole(digits));
    }

    private static BigInteger whole(String digits) {
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            return switch (digits.charAt(1)) {
                case 'x', 'X' -> new BigInteger(digits.substring(2), 16);
                case 'b', 'B' -> new BigInteger(digits.substring(2), 2);
                case 'o', 'O' -> new BigInteger(digits.substring(2), 8);
                default -> new BigInteger(digits.substring(1), 8);
            };
        }
        return new BigInteger(digits);
    }

    private static @Nullable Constant imaginary(String text) {
        String digits = text.substring(0, text.length() - 1);
        boolean decimal = digits.chars().allMatch(Character::isDigit);
        Constant part =
                decimal
                        ? new Constant.Int(new BigInteger(digits))
                        : digits.matches("0[xXbBoO][0-9a-fA-F]+") ? integer(digits) : real(digits);
        Constant.Real value = part == null ? null : Arithmetic.real(part);
        return value == null ? null : new Constant.Complex(Arithmetic.ZERO, value);
    }

    private static @Nullable Constant real(String text) {
        boolean hex = text.startsWith("0x") || text.startsWith("0X");
        String digits = hex ? text.substring(2) : text;
        int mark = -1;
        for (int i = 0; i < digits.length(); i++) {
            char c = Character.toLowerCase(digits.charAt(i));
            if (c == (hex ? 'p' : 'e')) {
                mark = i;
            }
        }
        int exponent = 0;
        if (mark >= 0) {
            exponent = Integer.parseInt(digits.substring(mark + 1));
            digits = digits.substring(0, mark);
        }
        int point = digits.indexOf('.');
        int fraction = point < 0 ? 0 : digits.length() - point - 1;
        BigInteger mantissa = new BigInteger(digits.replace(".", ""), hex ? 16 : 10);
        long scale = hex ? exponent - 4L * fraction : (long) exponent - fraction;
        if (Math.abs(scale) > MAX_EXPONENT) {
            return null;
        }
        BigInteger power = (hex ? BigInteger.TWO : BigInteger.TEN).pow((int) Math.abs(scale));
        return scale >= 0
                ? Arithmetic.fraction(mantissa.multiply(power), BigInteger.ONE)
                : Arithmetic.fraction(mantissa, power);
    }

    /** The text of a string or rune literal without its quotes and escapes. */
    public static String unquoted(String text) {
        int last = text.length() - 1;
        if (last < 1) {
            return "";
        }
        String inside = text.substring(1, last);
        if (text.charAt(0) == '`') {
            return inside.replace("\r", "");
        }
        if (inside.indexOf('\\') < 0) {
            return inside;
        }
        var out = new StringBuilder(inside.length());
        for (int i = 0; i < inside.length(); ) {
            char c = inside.charAt(i++);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escape = inside.charAt(i++);
            switch (escape) {
                case 'a' -> out.append('\u0007');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'v' -> out.append('\u000b');
                case 'x' -> {
                    appendByte(out, Integer.parseInt(inside.substring(i, i + 2), 16));
                    i += 2;
                }
                case 'u' -> {
                    out.appendCodePoint(Integer.parseInt(inside.substring(i, i + 4), 16));
                    i += 4;
                }
                case 'U' -> {
                    int rune = Integer.parseInt(inside.substring(i, i + 8), 16);
                    out.appendCodePoint(Character.isValidCodePoint(rune) ? rune : 0xFFFD);
                    i += 8;
                }
                case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                    appendByte(out, Integer.parseInt(inside.substring(i - 1, i + 2), 8) & 0xff);
                    i += 2;
                }
                default -> out.append(escape);
            }
        }
        return out.toString();
    }

    private static void appendByte(StringBuilder out, int value) {
        out.append((char) (value < 0x80 ? value : 0xDC00 + value));
    }
}
