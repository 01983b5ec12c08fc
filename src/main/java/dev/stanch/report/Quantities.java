package dev.stanch.report;

import java.util.Locale;

/** Numbers as people read them. Unknown or non-finite numbers are for the caller to leave out. */
public final class Quantities {
    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final String[] DECIMAL = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long YEAR = 365 * DAY;

    private Quantities() {}

    /** {@code 4,312}. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 4,312 goroutines}, {@code 1 goroutine}. */
    public static String count(long count, String singular) {
        return count(count) + " " + singular + (count == 1 ? "" : "s");
    }

    /** {@code 1.2 MiB}. */
    static String bytes(double bytes) {
        return scaled(bytes, 1024, BINARY);
    }

    /** {@code 41 kB/s}. */
    static String bytesPerSecond(double rate) {
        return scaled(rate, 1000, DECIMAL) + "/s";
    }

    /** {@code 12.1/s}, or {@code 3.0/min} and {@code 2.0/h} for the slow ones. */
    static String rate(double perSecond) {
        double size = Math.abs(perSecond);
        if (size >= 0.1 || size == 0) {
            return threeDigits(perSecond) + "/s";
        }
        return size * MINUTE >= 0.1
                ? threeDigits(perSecond * MINUTE) + "/min"
                : threeDigits(perSecond * HOUR) + "/h";
    }

    /** {@code 0.4 s}, {@code 45 s}, {@code 1 h 30 min}, {@code 2 d 3 h}: two units at most. */
    static String duration(double seconds) {
        if (seconds < 0) {
            return "-" + duration(-seconds);
        }
        if (seconds < 9.95) {
            return trimmed(String.format(Locale.ROOT, "%.1f", seconds)) + " s";
        }
        long whole = Math.round(seconds);
        if (whole < 2 * MINUTE) {
            return whole + " s";
        }
        if (whole < HOUR) {
            return two(whole, MINUTE, "min", 1, "s");
        }
        if (whole < DAY) {
            return two(Math.round(seconds / MINUTE) * MINUTE, HOUR, "h", MINUTE, "min");
        }
        if (whole < 2 * YEAR) {
            return two(Math.round(seconds / HOUR) * HOUR, DAY, "d", HOUR, "h");
        }
        return count(whole / YEAR) + " years";
    }

    /** A value of a plot in its unit: {@code count}, {@code bytes} or {@code seconds}. */
    static String inUnit(double value, String unit) {
        return switch (unit) {
            case "bytes" -> bytes(value);
            case "seconds" -> Math.abs(value) < 1 ? millis(value) : duration(value);
            default ->
                    value == Math.rint(value) && Math.abs(value) < 1e15
                            ? count((long) value)
                            : threeDigits(value);
        };
    }

    /** As {@link #inUnit}, with as many decimals as ticks that are {@code step} apart need. */
    static String tick(double value, double step, String unit) {
        if (!unit.equals("bytes") || step <= 0 || Math.abs(value) >= 1e18) {
            return inUnit(value, unit);
        }
        double size = 1;
        int power = 0;
        while (Math.abs(value) >= size * 1024) {
            size *= 1024;
            power++;
        }
        int decimals = (int) Math.clamp(Math.ceil(-Math.log10(step / size)), 0, 3);
        return String.format(Locale.ROOT, "%." + decimals + "f ", value / size) + BINARY[power];
    }

    private static String millis(double seconds) {
        return trimmed(String.format(Locale.ROOT, "%.1f", seconds * 1000)) + " ms";
    }

    private static String two(long seconds, long big, String bigUnit, long small, String unit) {
        long rest = seconds % big / small;
        String first = seconds / big + " " + bigUnit;
        return rest == 0 ? first : first + " " + rest + " " + unit;
    }

    private static String scaled(double value, int base, String[] units) {
        double rest = value;
        int unit = 0;
        while (Math.abs(rest) >= base - 0.5 && unit < units.length - 1) {
            rest /= base;
            unit++;
        }
        return (unit == 0 ? count(Math.round(rest)) : threeDigits(rest)) + " " + units[unit];
    }

    /** One decimal below 10, and below 100 where it is not zero; none above. */
    private static String threeDigits(double value) {
        if (Math.abs(value) >= 1e15) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        if (Math.abs(value) >= 99.95) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        String text = String.format(Locale.ROOT, "%.1f", value);
        return Math.abs(value) >= 9.95 ? trimmed(text) : text;
    }

    private static String trimmed(String text) {
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
