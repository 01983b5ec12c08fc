package dev.stanch.cli.pprof;

import dev.stanch.profile.report.Option;
import dev.stanch.profile.report.Options;
import dev.stanch.profile.report.ReportFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report that a line of the shell asks for ({@code parseCommandLine} in google/pprof's
 * interactive.go): the format's name, which may end in a number of rows, then regular expressions
 * to focus on, behind a dash such to ignore, {@code -cum}, and {@code >} with a file. Beyond pprof:
 * a bar with a program that gets the report.
 *
 * @param options for this report alone
 * @param rows how many rows were asked for; negative when nothing was said
 * @param pipe the shell's command behind the bar; empty when there is none
 */
record ShellLine(Asked asked, Options options, int rows, String pipe) {
    private static final int USUAL_ROWS = 10;

    /**
     * @param line not blank
     * @param set the options in force
     * @throws UsageException with pprof's message
     */
    static ShellLine parse(String line, Options set) throws UsageException {
        int bar = bar(line);
        String pipe = bar < 0 ? "" : line.substring(bar + 1).strip();
        List<String> words =
                new ArrayList<>(
                        Arrays.asList(
                                (bar < 0 ? line : line.substring(0, bar)).strip().split("\\s+")));
        String name = words.removeFirst();
        @Nullable Asked asked = asked(name);
        if (asked == null) {
            String digits = digitsAtEnd(name);
            String shorter = name.substring(0, name.length() - digits.length());
            if (!digits.isEmpty() && !shorter.isEmpty()) {
                name = shorter;
                words.addFirst(digits);
                asked = asked(name);
            }
        }
        if (asked == null) {
            throw unknown(name, words);
        }
        if (asked instanceof Asked.Standard(ReportFormat format, _) && format.takesPattern()) {
            if (words.isEmpty()) {
                throw new UsageException("command " + name + " requires an argument");
            }
            asked = new Asked.Standard(format, words.removeFirst());
        }
        return withArguments(asked, words, set, pipe);
    }

    private static ShellLine withArguments(
            Asked asked, List<String> words, Options set, String pipe) throws UsageException {
        Options options = set;
        int rows = -1;
        StringBuilder focus = new StringBuilder();
        StringBuilder ignore = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            @Nullable Integer number = number(word);
            if (number != null) {
                rows = number;
                options = options.with(Option.NODECOUNT, word);
            } else if (word.startsWith(">")) {
                String file = word.substring(1);
                if (file.isEmpty()) {
                    if (++i == words.size()) {
                        throw new UsageException("unexpected end of line after >");
                    }
                    file = words.get(i);
                }
                options = options.with(Option.OUTPUT, file);
            } else if (word.equals("-cum") || word.equals("--cum")) {
                options = options.with(Option.SORT, "cum");
            } else if (word.startsWith("-")) {
                or(ignore, word.substring(1));
            } else {
                or(focus, word);
            }
        }
        boolean isTags =
                asked instanceof Asked.Standard(ReportFormat f, _) && f == ReportFormat.TAGS;
        options = filtered(options, isTags ? Option.TAGFOCUS : Option.FOCUS, focus);
        options = filtered(options, isTags ? Option.TAGIGNORE : Option.IGNORE, ignore);
        boolean isTable =
                asked instanceof Asked.Standard(ReportFormat f, _)
                        && (f == ReportFormat.TOP || f == ReportFormat.TEXT);
        if (isTable && options.number(Option.NODECOUNT) == -1) {
            options = options.with(Option.NODECOUNT, String.valueOf(USUAL_ROWS));
        }
        return new ShellLine(asked, options, rows, pipe);
    }

    private static @Nullable Asked asked(String name) {
        if (name.equals(PprofFlags.GROWTH)) {
            return new Asked.Growth();
        }
        if (name.equals(PprofFlags.KEPT)) {
            return new Asked.Kept();
        }
        @Nullable ReportFormat format = ReportFormat.named(name);
        return format == null ? null : new Asked.Standard(format, "");
    }

    private static UsageException unknown(String name, List<String> words) {
        if (Option.named(name) != null) {
            String value = words.isEmpty() ? "<val>" : words.getFirst();
            return new UsageException("did you mean: " + name + "=" + value);
        }
        return new UsageException(
                "unrecognized command: \"" + name + "\"",
                Nearest.of(name, ShellWords.commandsAndOptions()));
    }

    /** Where a bar begins a word; one inside of a regular expression does not count. */
    private static int bar(String line) {
        for (int i = 1; i < line.length(); i++) {
            if (line.charAt(i) == '|' && Character.isWhitespace(line.charAt(i - 1))) {
                return i;
            }
        }
        return -1;
    }

    private static String digitsAtEnd(String name) {
        int from = name.length();
        while (from > 0 && name.charAt(from - 1) >= '0' && name.charAt(from - 1) <= '9') {
            from--;
        }
        return name.substring(from);
    }

    private static @Nullable Integer number(String word) {
        try {
            return Integer.valueOf(word);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static void or(StringBuilder expression, String more) {
        if (!expression.isEmpty() && !more.isEmpty()) {
            expression.append('|');
        }
        expression.append(more);
    }

    private static Options filtered(Options options, Option filter, StringBuilder expression) {
        return expression.isEmpty() ? options : options.with(filter, expression.toString());
    }
}
