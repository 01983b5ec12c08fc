package dev.stanch.profile.transform;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.stanch.profile.measure.Units;
import org.jspecify.annotations.Nullable;

/**
 * A range of values of a numeric label: {@code 32kb} is exactly that, {@code :64kb} at most, {@code
 * 4mb:} at least, {@code 12kb:64mb} from the one to the other, both included.
 *
 * @param unit as scaling gives it; values that cannot be scaled to it are outside
 */
record TagRange(double least, double most, String unit) {
    private static final Pattern NUMBER = Pattern.compile("([+-]?[0-9]+)([A-Za-z]+)?");

    /**
     * Reads a range; null if it is none.
     *
     * @throws IllegalArgumentException if a number has more than 64 bits
     */
    static @Nullable TagRange parse(String text) {
        Matcher first = NUMBER.matcher(text);
        if (!first.find()) {
            return null;
        }
        String match = first.group();
        Units.Scaled one = scale(first, unit(first));
        Matcher second = NUMBER.matcher(text);
        if (!second.find(first.end())) {
            return single(text, match, one);
        }
        if (!text.equals(match + ":" + second.group())) {
            return null;
        }
        Units.Scaled other = scale(second, one.unit());
        boolean fits = other.unit().equals(one.unit());
        return fits ? new TagRange(one.value(), other.value(), one.unit()) : null;
    }

    boolean contains(long value, String unitOfValue) {
        Units.Scaled scaled = Units.scale(value, unitOfValue, unit);
        return scaled.unit().equals(unit) && scaled.value() >= least && scaled.value() <= most;
    }

    private static @Nullable TagRange single(String text, String match, Units.Scaled one) {
        if (text.equals(match)) {
            return new TagRange(one.value(), one.value(), one.unit());
        }
        if (text.equals(match + ":")) {
            return new TagRange(one.value(), Double.POSITIVE_INFINITY, one.unit());
        }
        if (text.equals(":" + match)) {
            return new TagRange(Double.NEGATIVE_INFINITY, one.value(), one.unit());
        }
        return null;
    }

    private static Units.Scaled scale(Matcher number, String to) {
        String digits = number.group(1);
        try {
            return Units.scale(Long.parseLong(digits), unit(number), to);
        } catch (NumberFormatException tooLarge) {
            throw new IllegalArgumentException(
                    "failed to parse int " + digits + ": value out of range", tooLarge);
        }
    }

    private static String unit(Matcher number) {
        String unit = number.group(2);
        return unit == null ? "" : unit;
    }
}
