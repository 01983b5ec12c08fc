package dev.stanch.profile.report;

import static java.util.Objects.requireNonNull;

import dev.stanch.io.Quoted;
import dev.stanch.profile.measure.GoFloat;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * What is asked of a report: a value for every {@link Option}. Immutable; every change gives a new
 * one.
 */
public final class Options {
    private static final Options DEFAULTS = new Options(standards());

    /** Boolean, Integer, Double or String after the option's kind. */
    private final Map<Option, Object> values;

    private Options(Map<Option, Object> values) {
        this.values = values;
    }

    public static Options defaults() {
        return DEFAULTS;
    }

    /**
     * Sets an option by its name, or by the name of one of its choices ({@code cum}, {@code lines})
     * with a value that says yes.
     *
     * @throws IllegalArgumentException with pprof's message for an unknown name or a wrong value
     */
    public Options with(String name, String value) {
        Option option = Option.named(name);
        if (option == null) {
            throw new IllegalArgumentException("unknown config field " + Quoted.of(name));
        }
        if (option.key().equals(name)) {
            return with(option, value);
        }
        return switch (value) {
            case "1", "t", "T", "true", "TRUE", "True" -> with(option, name);
            default ->
                    throw new IllegalArgumentException("unknown config field " + Quoted.of(name));
        };
    }

    /**
     * Sets an option from its text.
     *
     * @throws IllegalArgumentException with pprof's message for a wrong value
     */
    public Options with(Option option, String value) {
        return changed(option, parse(option, value));
    }

    Options withNumber(Option option, int value) {
        return changed(option, value);
    }

    private Options changed(Option option, Object value) {
        Map<Option, Object> changed = new EnumMap<>(values);
        changed.put(option, value);
        return new Options(changed);
    }

    /** The value as pprof prints it: {@code true}, {@code 0.005}, {@code -1}. */
    public String get(Option option) {
        Object value = value(option);
        return value instanceof Double fraction ? GoFloat.shortest(fraction) : value.toString();
    }

    /** A {@link Option.Kind#TEXT} or {@link Option.Kind#CHOICE} option. */
    public String text(Option option) {
        return (String) value(option);
    }

    /** A {@link Option.Kind#SWITCH} option. */
    public boolean isOn(Option option) {
        return (Boolean) value(option);
    }

    /** A {@link Option.Kind#NUMBER} option. */
    public int number(Option option) {
        return (Integer) value(option);
    }

    /** A {@link Option.Kind#FRACTION} option. */
    public double fraction(Option option) {
        return (Double) value(option);
    }

    /** Whether text looks like a yes, as {@code -call_tree=yes}; empty does. */
    static boolean isYes(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "y", "1", "" -> true;
            case "false", "f", "no", "n", "0" -> false;
            default ->
                    throw new IllegalArgumentException(
                            "illegal value \"" + value + "\" for bool variable");
        };
    }

    private Object value(Option option) {
        return requireNonNull(values.get(option));
    }

    private static Object parse(Option option, String value) {
        return switch (option.kind()) {
            case SWITCH -> isYes(value);
            case NUMBER -> GoNumber.integer(value);
            case FRACTION -> GoNumber.fraction(value);
            case TEXT -> value;
            case CHOICE -> choice(option, value);
        };
    }

    private static String choice(Option option, String value) {
        if (!option.choices().contains(value)) {
            throw new IllegalArgumentException(
                    "invalid " + Quoted.of(option.key()) + " value " + Quoted.of(value));
        }
        return value;
    }

    private static Map<Option, Object> standards() {
        Map<Option, Object> result = new EnumMap<>(Option.class);
        for (Option option : Option.values()) {
            boolean isUnset = option.kind() == Option.Kind.CHOICE && option.standard().isEmpty();
            result.put(option, isUnset ? "" : parse(option, option.standard()));
        }
        return result;
    }
}
