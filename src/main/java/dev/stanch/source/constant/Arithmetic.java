package dev.stanch.source.constant;

import dev.stanch.source.Token;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Operators on constants (specification, "Constant expressions"), exact: whole numbers and
 * fractions of any size up to a bound of bits, beyond which a value is not known.
 */
public final class Arithmetic {
    static final Constant.Real ZERO = new Constant.Real(BigInteger.ZERO, BigInteger.ONE);
    private static final int MAX_BITS = 100_000;
    private static final int MAX_SHIFT = 10_000;

    private Arithmetic() {}

    /** A reduced fraction. */
    public static Constant.Real fraction(BigInteger numerator, BigInteger denominator) {
        BigInteger common = numerator.gcd(denominator);
        if (denominator.signum() < 0) {
            common = common.negate();
        }
        return common.equals(BigInteger.ONE) || common.signum() == 0
                ? new Constant.Real(numerator, denominator)
                : new Constant.Real(numerator.divide(common), denominator.divide(common));
    }

    /** The value as a fraction; null when it is none. */
    public static Constant.@Nullable Real real(@Nullable Constant value) {
        return switch (value) {
            case Constant.Int whole -> new Constant.Real(whole.value(), BigInteger.ONE);
            case Constant.Real real -> real;
            case Constant.Complex complex when complex.imaginary().numerator().signum() == 0 ->
                    complex.real();
            case null, default -> null;
        };
    }

    /** The value as a whole number; null when it is none. */
    public static @Nullable BigInteger whole(@Nullable Constant value) {
        Constant.Real real = real(value);
        return real != null && real.denominator().equals(BigInteger.ONE) ? real.numerator() : null;
    }

    /** The value as a complex number; null when it is no number. */
    public static Constant.@Nullable Complex complex(@Nullable Constant value) {
        if (value instanceof Constant.Complex complex) {
            return complex;
        }
        Constant.Real real = real(value);
        return real == null ? null : new Constant.Complex(real, ZERO);
    }

    /**
     * @param bits the size of an unsigned operand's type, for {@code ^}; 0 for every other
     */
    public static @Nullable Constant unary(Token operator, @Nullable Constant x, int bits) {
        return switch (operator) {
            case ADD -> x;
            case SUB ->
                    switch (x) {
                        case Constant.Int whole -> new Constant.Int(whole.value().negate());
                        case Constant.Real real -> negated(real);
                        case Constant.Complex c ->
                                new Constant.Complex(negated(c.real()), negated(c.imaginary()));
                        case null, default -> null;
                    };
            case NOT -> x instanceof Constant.Bool bool ? new Constant.Bool(!bool.value()) : null;
            case XOR -> {
                BigInteger whole = whole(x);
                if (whole == null) {
                    yield null;
                }
                BigInteger all = whole.not();
                yield new Constant.Int(
                        bits == 0
                                ? all
                                : all.and(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE)));
            }
            default -> null;
        };
    }

    private static Constant.Real negated(Constant.Real x) {
        return new Constant.Real(x.numerator().negate(), x.denominator());
    }

    /**
     * @param integers whether {@code /} is the division of integers
     */
    public static @Nullable Constant binary(
            @Nullable Constant x, Token operator, @Nullable Constant y, boolean integers) {
        if (x == null || y == null) {
            return null;
        }
        if (x instanceof Constant.Bool(boolean a) && y instanceof Constant.Bool(boolean b)) {
            return switch (operator) {
                case LOGICAL_AND -> new Constant.Bool(a && b);
                case LOGICAL_OR -> new Constant.Bool(a || b);
                default -> null;
            };
        }
        if (x instanceof Constant.Text(String a) && y instanceof Constant.Text(String b)) {
            return operator == Token.ADD ? new Constant.Text(a + b) : null;
        }
        if (x instanceof Constant.Int(BigInteger a) && y instanceof Constant.Int(BigInteger b)) {
            return whole(a, operator, b, integers);
        }
        if (x instanceof Constant.Complex || y instanceof Constant.Complex) {
            Constant.Complex a = complex(x);
            Constant.Complex b = complex(y);
            return a == null || b == null ? null : complex(a, operator, b);
        }
        Constant.Real a = real(x);
        Constant.Real b = real(y);
        return a == null || b == null ? null : real(a, operator, b);
    }

    private static @Nullable Constant whole(
            BigInteger a, Token operator, BigInteger b, boolean integers) {
        if (a.bitLength() + b.bitLength() > MAX_BITS) {
            return null;
        }
        return switch (operator) {
            case ADD -> new Constant.Int(a.add(b));
            case SUB -> new Constant.Int(a.subtract(b));
            case MUL -> new Constant.Int(a.multiply(b));
            case QUO ->
                    b.signum() == 0
                            ? null
                            : integers ? new Constant.Int(a.divide(b)) : fraction(a, b);
            case REM -> b.signum() == 0 ? null : new Constant.Int(a.remainder(b));
            case AND -> new Constant.Int(a.and(b));
            case OR -> new Constant.Int(a.or(b));
            case XOR -> new Constant.Int(a.xor(b));
            case AND_NOT -> new Constant.Int(a.andNot(b));
            default -> null;
        };
    }

    private static Constant.@Nullable Real real(Constant.Real a, Token operator, Constant.Real b) {
        if (a.numerator().bitLength() + b.numerator().bitLength() > MAX_BITS
                || a.denominator().bitLength() + b.denominator().bitLength() > MAX_BITS) {
            return null;
        }
        BigInteger crossed = a.numerator().multiply(b.denominator());
        BigInteger other = b.numerator().multiply(a.denominator());
        BigInteger below = a.denominator().multiply(b.denominator());
        return switch (operator) {
            case ADD -> fraction(crossed.add(other), below);
            case SUB -> fraction(crossed.subtract(other), below);
            case MUL -> fraction(a.numerator().multiply(b.numerator()), below);
            case QUO -> b.numerator().signum() == 0 ? null : fraction(crossed, other);
            default -> null;
        };
    }

    private static @Nullable Constant complex(
            Constant.Complex a, Token operator, Constant.Complex b) {
        return switch (operator) {
            case ADD, SUB ->
                    joined(
                            real(a.real(), operator, b.real()),
                            real(a.imaginary(), operator, b.imaginary()));
            case MUL ->
                    joined(
                            both(
                                    times(a.real(), b.real()),
                                    Token.SUB,
                                    times(a.imaginary(), b.imaginary())),
                            both(
                                    times(a.real(), b.imaginary()),
                                    Token.ADD,
                                    times(a.imaginary(), b.real())));
            case QUO -> {
                var size =
                        both(
                                times(b.real(), b.real()),
                                Token.ADD,
                                times(b.imaginary(), b.imaginary()));
                var real =
                        both(
                                times(a.real(), b.real()),
                                Token.ADD,
                                times(a.imaginary(), b.imaginary()));
                var imaginary =
                        both(
                                times(a.imaginary(), b.real()),
                                Token.SUB,
                                times(a.real(), b.imaginary()));
                yield joined(both(real, Token.QUO, size), both(imaginary, Token.QUO, size));
            }
            default -> null;
        };
    }

    private static Constant.@Nullable Real times(Constant.Real a, Constant.Real b) {
        return real(a, Token.MUL, b);
    }

    private static Constant.@Nullable Real both(
            Constant.@Nullable Real a, Token operator, Constant.@Nullable Real b) {
        return a == null || b == null ? null : real(a, operator, b);
    }

    private static @Nullable Constant joined(
            Constant.@Nullable Real real, Constant.@Nullable Real imaginary) {
        return real == null || imaginary == null ? null : new Constant.Complex(real, imaginary);
    }

    public static @Nullable Constant shift(
            @Nullable Constant x, Token operator, @Nullable Constant count) {
        BigInteger value = whole(x);
        BigInteger by = whole(count);
        if (value == null || by == null || by.signum() < 0 || by.bitLength() > 31) {
            return null;
        }
        if (operator == Token.SHR) {
            return new Constant.Int(value.shiftRight(by.intValue()));
        }
        return by.intValue() > MAX_SHIFT ? null : new Constant.Int(value.shiftLeft(by.intValue()));
    }

    public static @Nullable Constant compare(
            @Nullable Constant x, Token operator, @Nullable Constant y) {
        if (x == null || y == null) {
            return null;
        }
        int order;
        if (x instanceof Constant.Bool(boolean a) && y instanceof Constant.Bool(boolean b)) {
            order = Boolean.compare(a, b);
        } else if (x instanceof Constant.Text(String a) && y instanceof Constant.Text(String b)) {
            order = a.compareTo(b);
        } else {
            Constant.Real a = real(x);
            Constant.Real b = real(y);
            if (a == null || b == null) {
                Constant.Complex p = complex(x);
                order = p != null && p.equals(complex(y)) ? 0 : 1;
            } else {
                order =
                        a.numerator()
                                .multiply(b.denominator())
                                .compareTo(b.numerator().multiply(a.denominator()));
            }
        }
        return switch (operator) {
            case EQL -> new Constant.Bool(order == 0);
            case NEQ -> new Constant.Bool(order != 0);
            case LSS -> new Constant.Bool(order < 0);
            case LEQ -> new Constant.Bool(order <= 0);
            case GTR -> new Constant.Bool(order > 0);
            case GEQ -> new Constant.Bool(order >= 0);
            default -> null;
        };
    }
}
