package dev.stanch.profile.report;

import dev.stanch.profile.measure.GoFloat;
import java.util.Locale;

/**
 * What is asked of a report: a value for every {@link Option}. Immutable; every change gives a new
 * one.
 */
public final class Options {
    private static final Options DEFAULTS = new Options(standards());

    /** By ordinal: Boolean, Integer, Double or String after the option's kind. */
    private final Object[] values;

    private Options(Object[] values) {
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
        Object[] changed = values.clone();
        changed[option.ordinal()] = parse(option, value);
        return new Options(changed);
    }

    Options withNumber(Option option, int value) {
        Object[] changed = values.clone();
        changed[option.ordinal()] = value;
        return new Options(changed);
    }

    /** The value as pprof prints it: {@code true}, {@code 0.005}, {@code -1}. */
    public String get(Option option) {
        Object value = values[option.ordinal()];
        return value instanceof Double fraction ? GoFloat.shortest(fraction) : value.toString();
    }

    /** A {@link Option.Kind#TEXT} or {@link Option.Kind#CHOICE} option. */
    public String text(Option option) {
        return (String) values[option.ordinal()];
    }

    /** A {@link Option.Kind#SWITCH} option. */
    public boolean isOn(Option option) {
        return (Boolean) values[option.ordinal()];
    }

    /** A {@link Option.Kind#NUMBER} option. */
    public int number(Option option) {
        return (Integer) values[option.ordinal()];
    }

    /** A {@link Option.Kind#FRACTION} option. */
    public double fraction(Option option) {
        return (Double) values[option.ordinal()];
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

    private static Object[] standards() {
        Object[] result = new Object[Option.values().length];
        for (Option option : Option.values()) {
            boolean isUnset = option.kind() == Option.Kind.CHOICE && option.standard().isEmpty();
            result[option.ordinal()] = isUnset ? "" : parse(option, option.standard());
        }
        return result;
    }
}
