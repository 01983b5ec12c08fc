package dev.stanch.web;

import dev.stanch.profile.report.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a URL. The short names of options are those that pprof's own pages use ({@code
 * internal/driver/config.go} in google/pprof), so that a filter can be carried over.
 */
record Question(Map<String, String> parameters) {
    /** Parameter to option. */
    static final Map<String, String> OPTIONS =
            Map.ofEntries(
                    Map.entry("si", "sample_index"),
                    Map.entry("f", "focus"),
                    Map.entry("i", "ignore"),
                    Map.entry("h", "hide"),
                    Map.entry("s", "show"),
                    Map.entry("sf", "show_from"),
                    Map.entry("p", "prune_from"),
                    Map.entry("tf", "tagfocus"),
                    Map.entry("ti", "tagignore"),
                    Map.entry("ts", "tagshow"),
                    Map.entry("th", "taghide"),
                    Map.entry("tr", "tagroot"),
                    Map.entry("tl", "tagleaf"),
                    Map.entry("g", "granularity"),
                    Map.entry("u", "unit"),
                    Map.entry("n", "nodecount"),
                    Map.entry("nodecount", "nodecount"),
                    Map.entry("noinlines", "noinlines"),
                    Map.entry("mean", "mean"));

    private static final int LONGEST = 10_000;

    Question {
        parameters = Map.copyOf(parameters);
    }

    /** The options given at the start, changed by those of the URL. */
    Options options(Options start) throws RefusedException {
        Options options = start;
        for (var parameter : parameters.entrySet()) {
            String option = OPTIONS.get(parameter.getKey());
            if (option != null) {
                options = with(options, option, parameter.getValue());
            }
        }
        return options;
    }

    private static Options with(Options options, String option, String value)
            throws RefusedException {
        if (value.length() > LONGEST) {
            throw new RefusedException(option + " is too long");
        }
        try {
            return options.with(option, value);
        } catch (IllegalArgumentException wrong) {
            throw new RefusedException(String.valueOf(wrong.getMessage()));
        }
    }

    String text(String name, String absent) {
        return parameters.getOrDefault(name, absent);
    }

    int number(String name) throws RefusedException {
        try {
            return Integer.parseInt(text(name, ""));
        } catch (NumberFormatException wrong) {
            throw new RefusedException(name + " must be a number");
        }
    }

    List<Integer> numbers(String name) throws RefusedException {
        String text = text(name, "");
        List<Integer> numbers = new ArrayList<>();
        if (text.length() > LONGEST) {
            throw new RefusedException(name + " is too long");
        }
        for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            try {
                numbers.add(Integer.parseInt(part));
            } catch (NumberFormatException wrong) {
                throw new RefusedException(name + " must be numbers with commas between them");
            }
        }
        return numbers;
    }
}
