package dev.stanch.cli.pprof;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ValueType;
import dev.stanch.profile.report.Option;
import dev.stanch.profile.report.ReportFormat;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a word of the shell may become: the first one a command or option, later ones functions of
 * the profile that hold what was typed, with what must be escaped in a regular expression escaped.
 */
final class Completion {
    private static final int MOST = 200;

    /**
     * A possible word.
     *
     * @param isWhole whether a blank may follow
     */
    record Word(String text, boolean isWhole) {}

    private final Profile profile;

    Completion(Profile profile) {
        this.profile = profile;
    }

    /**
     * @param before the words before it
     * @param word what was typed of it
     */
    List<Word> of(List<String> before, String word) {
        if (before.isEmpty()) {
            int equals = word.indexOf('=');
            return equals < 0
                    ? first(word)
                    : values(word.substring(0, equals), word.substring(equals + 1));
        }
        if (before.size() == 1 && before.getFirst().equals("help")) {
            return starting(ShellWords.commandsAndOptions().stream(), word);
        }
        return takesFunctions(before.getFirst()) ? functions(word) : List.of();
    }

    private List<Word> first(String word) {
        List<Word> words = new ArrayList<>();
        words.addAll(starting(Stream.concat(ShellWords.commands().stream(), types()), word));
        for (Option option : Option.values()) {
            if (option.kind() == Option.Kind.CHOICE || !option.key().startsWith(word)) {
                continue;
            }
            words.add(new Word(option.key() + (isSwitch(option) ? "" : "="), isSwitch(option)));
        }
        for (String group : List.of("sort=", "granularity=")) {
            if (group.startsWith(word)) {
                words.add(new Word(group, false));
            }
        }
        return words;
    }

    private static boolean isSwitch(Option option) {
        return option.kind() == Option.Kind.SWITCH;
    }

    private List<Word> values(String name, String typed) {
        @Nullable Option option = Option.named(name);
        if (option == null) {
            return List.of();
        }
        Stream<String> values =
                switch (option) {
                    case SAMPLE_INDEX -> types();
                    case FOCUS, IGNORE, HIDE, SHOW, SHOW_FROM, PRUNE_FROM ->
                            functions(typed).stream().map(Word::text);
                    default ->
                            isSwitch(option)
                                    ? Stream.of("true", "false")
                                    : option.choices().stream();
                };
        Predicate<String> fits =
                isFunctionFilter(option) ? _ -> true : value -> value.startsWith(typed);
        return values.filter(fits).map(value -> new Word(name + "=" + value, true)).toList();
    }

    private static boolean isFunctionFilter(Option option) {
        return switch (option) {
            case FOCUS, IGNORE, HIDE, SHOW, SHOW_FROM, PRUNE_FROM -> true;
            default -> false;
        };
    }

    private static boolean takesFunctions(String command) {
        String name = command;
        while (!name.isEmpty() && Character.isDigit(name.charAt(name.length() - 1))) {
            name = name.substring(0, name.length() - 1);
        }
        @Nullable ReportFormat format = ReportFormat.named(name);
        return format != null && format != ReportFormat.TAGS;
    }

    private List<Word> functions(String typed) {
        boolean ignored = typed.startsWith("-");
        String part = unescaped(ignored ? typed.substring(1) : typed);
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < profile.functions() && names.size() < MOST; i++) {
            String name = profile.functionName(i);
            if (!part.isEmpty() && name.contains(part)) {
                names.add((ignored ? "-" : "") + escaped(name));
            }
        }
        return names.stream().map(name -> new Word(name, true)).toList();
    }

    /** The expression that matches this name. */
    private static String escaped(String name) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ("\\+*?()|[]{}^$".indexOf(c) >= 0) {
                text.append('\\');
            }
            text.append(c == ' ' ? '.' : c);
        }
        return text.toString();
    }

    private static String unescaped(String expression) {
        return expression.replace("\\", "");
    }

    private Stream<String> types() {
        return profile.sampleTypes().stream().map(ValueType::type);
    }

    private static List<Word> starting(Stream<String> words, String start) {
        return words.filter(word -> word.startsWith(start))
                .distinct()
                .map(word -> new Word(word, true))
                .toList();
    }
}
