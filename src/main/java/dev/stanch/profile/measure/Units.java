package dev.stanch.profile.measure;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Units of sample values and numeric labels, and the scaling between them; the tables and rules of
 * {@code internal/measurement} in google/pprof. Three families are known (memory, time, GCU); any
 * other unit is only printed.
 */
public final class Units {
    /** The unit that asks for the largest one in which the value is at least 1. */
    public static final String AUTO = "auto";

    /** The same for one value; reports choose one unit for all their values. */
    public static final String MINIMUM = "minimum";

    private static final Family MEMORY =
            new Family(
                    new Unit("B", 1),
                    new Unit("B", 1, "b", "byte"),
                    new Unit("kB", 1L << 10, "kb", "kbyte", "kilobyte"),
                    new Unit("MB", 1L << 20, "mb", "mbyte", "megabyte"),
                    new Unit("GB", 1L << 30, "gb", "gbyte", "gigabyte"),
                    new Unit("TB", 1L << 40, "tb", "tbyte", "terabyte"),
                    new Unit("PB", 1L << 50, "pb", "pbyte", "petabyte"));
    private static final Family TIME =
            new Family(
                    new Unit("s", 1e9),
                    new Unit("ns", 1, "ns", "nanosecond"),
                    new Unit("us", 1e3, "\u03bcs", "us", "microsecond"),
                    new Unit("ms", 1e6, "ms", "millisecond"),
                    new Unit("s", 1e9, "s", "sec", "second"),
                    new Unit("hrs", 3600e9, "hour", "hr"));
    private static final Family GCU =
            new Family(
                    new Unit("GCU", 1),
                    new Unit("n*GCU", 1e-9, "nanogcu"),
                    new Unit("u*GCU", 1e-6, "microgcu"),
                    new Unit("m*GCU", 1e-3, "milligcu"),
                    new Unit("GCU", 1, "gcu"),
                    new Unit("k*GCU", 1e3, "kilogcu"),
                    new Unit("M*GCU", 1e6, "megagcu"),
                    new Unit("G*GCU", 1e9, "gigagcu"),
                    new Unit("T*GCU", 1e12, "teragcu"),
                    new Unit("P*GCU", 1e15, "petagcu"));
    private static final List<Family> FAMILIES = List.of(MEMORY, TIME, GCU);

    private Units() {}

    /**
     * A value in a unit.
     *
     * @param unit as printed behind the value; empty where it says nothing, such as for counts
     */
    public record Scaled(double value, String unit) {}

    /**
     * Scales to another unit; to the family's default unit where the target is of no or another
     * family, and unchanged where the source is of none.
     */
    public static Scaled scale(long value, String from, String to) {
        if (value < 0 && -value > 0) {
            Scaled positive = scale(-value, from, to);
            return new Scaled(-positive.value, positive.unit);
        }
        for (Family family : FAMILIES) {
            Unit source = family.find(from);
            if (source != null) {
                return family.convert(value * source.factor, to);
            }
        }
        return new Scaled(value, isPlain(to) ? "" : to);
    }

    /** The factor from one unit to another. */
    public static double ratio(String from, String to) {
        return scale(1, from, to).value;
    }

    /** Whether both are of one family, so that values can be scaled from one to the other. */
    public static boolean areComparable(String unit, String other) {
        return unit.equals(other)
                || FAMILIES.stream()
                        .anyMatch(
                                family -> family.find(unit) != null && family.find(other) != null);
    }

    /** The value in the unit that suits it, such as {@code 1.50MB}. */
    public static String label(long value, String unit) {
        return label(value, unit, AUTO);
    }

    /** The value in a unit: at most two decimals, none if both are 0, and no unit on 0. */
    public static String label(long value, String from, String to) {
        Scaled scaled = scale(value, from, to);
        String number = number(scaled.value);
        return number.equals("0") ? "0" : number + scaled.unit;
    }

    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 0x1p53) {
            return Long.toString((long) value);
        }
        String text = GoFloat.fixed2(value);
        String number = text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
        return number.equals("-0") ? "0" : number;
    }

    private static boolean isPlain(String unit) {
        return switch (unit) {
            case "count", "sample", "unit", MINIMUM, AUTO -> true;
            default -> false;
        };
    }

    /** One unit of a family. */
    private static final class Unit {
        private final String name;
        private final double factor;
        private final String[] aliases;

        Unit(String name, double factor, String... aliases) {
            this.name = name;
            this.factor = factor;
            this.aliases = aliases;
        }
    }

    /** Units that measure the same, smallest first. */
    private static final class Family {
        private final Unit standard;
        private final Unit[] units;

        Family(Unit standard, Unit... units) {
            this.standard = standard;
            this.units = units;
        }

        @Nullable Unit find(String name) {
            String plain = singular(name);
            for (Unit unit : units) {
                if (Arrays.asList(unit.aliases).contains(plain)) {
                    return unit;
                }
            }
            return null;
        }

        Scaled convert(double value, String to) {
            Unit target = to.equals(MINIMUM) || to.equals(AUTO) ? fitting(value) : find(to);
            Unit unit = target == null ? standard : target;
            return new Scaled(value / unit.factor, unit.name);
        }

        private @Nullable Unit fitting(double value) {
            Unit best = null;
            for (Unit unit : units) {
                if (value / unit.factor >= 1) {
                    best = unit;
                }
            }
            return best;
        }

        private static String singular(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean isLong = lower.getBytes(StandardCharsets.UTF_8).length > 2;
            return isLong && lower.endsWith("s") ? lower.substring(0, lower.length() - 1) : lower;
        }
    }
}
