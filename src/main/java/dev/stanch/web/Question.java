package dev.stanch.web;

import dev.stanch.profile.report.Option;
import dev.stanch.profile.report.Options;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parameters of a URL. The short names of options are those that pprof's own pages use ({@code
 * internal/driver/config.go} in google/pprof), so that a filter can be carried over.
 */
record Question(Map<String, String> parameters) {
    /** By their parameter. */
    private static final Map<String, Option> OPTIONS = options();

    /** What the questions themselves consist of; the graph's size has a name of its own. */
    private static final Set<String> OTHERS =
            Set.of("dir", "path", "key", "report", "re", "nodecount");

    private static final int LONGEST = 10_000;

    Question {
        parameters = Map.copyOf(parameters);
    }

    private static Map<String, Option> options() {
        Map<String, Option> options = new HashMap<>();
        for (Option option : Option.values()) {
            if (!option.urlParameter().isEmpty()) {
                options.put(option.urlParameter(), option);
            }
        }
        return Map.copyOf(options);
    }

    /** The options given at the start, changed by those of the URL. */
    Options options(Options start) throws RefusedException {
        Options options = start;
        for (var parameter : parameters.entrySet()) {
            Option option =
                    parameter.getKey().equals("nodecount")
                            ? Option.NODECOUNT
                            : OPTIONS.get(parameter.getKey());
            if (option != null) {
                options = with(options, option, parameter.getValue());
            } else if (!OTHERS.contains(parameter.getKey())) {
                throw new RefusedException("unknown parameter " + parameter.getKey());
            }
        }
        return options;
    }

    private static Options with(Options options, Option option, String value)
            throws RefusedException {
        if (value.length() > LONGEST) {
            throw new RefusedException(option.key() + " is too long");
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
