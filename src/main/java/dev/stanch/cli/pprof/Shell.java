package dev.stanch.cli.pprof;

import dev.stanch.cli.Terminal;
import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ValueType;
import dev.stanch.profile.report.Option;
import dev.stanch.profile.report.Options;
import dev.stanch.profile.report.Prepared;
import dev.stanch.profile.report.ReportException;
import dev.stanch.profile.report.ReportFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The interactive shell ({@code interactive.go} in google/pprof): options are set until the end,
 * those of one line for that line alone.
 */
final class Shell {
    private static final String PROMPT = "(pprof) ";
    private static final String COMMENT = "//:";
    private final Profile profile;
    private final Terminal terminal;
    private final Messages messages;
    private final Reporting reporting;
    private final Extras extras;
    private Options options;

    Shell(
            Profile profile,
            Options options,
            Terminal terminal,
            Messages messages,
            Reporting reporting,
            Extras extras) {
        this.profile = profile;
        this.options = options;
        this.terminal = terminal;
        this.messages = messages;
        this.reporting = reporting;
        this.extras = extras;
    }

    void run(Lines lines) throws IOException, InterruptedException {
        greet();
        options = options.with(Option.COMPACT_LABELS, "true");
        for (String line = lines.next(PROMPT); line != null; line = lines.next(PROMPT)) {
            for (String command : expand(line.strip())) {
                if (isEnd(command)) {
                    return;
                }
                obey(command);
            }
        }
    }

    private void greet() {
        try {
            Prepared prepared =
                    Prepared.of(profile, ReportFormat.TOP, null, options, messages::warn);
            prepared.headerLabels().forEach(terminal.err()::println);
            if (prepared.total() == 0 && profile.sampleTypes().size() > 1) {
                messages.note("No samples of the default value; try another sample_index.");
            }
        } catch (ReportException | FormatException e) {
            messages.warn(String.valueOf(e.getMessage()));
        }
        messages.note("Entering interactive mode (type \"help\" for commands, \"o\" for options)");
    }

    /** Words that stand for several commands. */
    private List<String> expand(String line) {
        if (line.equals(":")) {
            return List.of("focus=", "ignore=", "hide=", "tagfocus=", "tagignore=");
        }
        for (ValueType type : profile.sampleTypes()) {
            String choice = "sample_index=" + type.type();
            if (line.equals(type.type())) {
                return List.of(choice);
            }
            if (line.equals("total_" + type.type())) {
                return List.of("mean=0", choice);
            }
            if (line.equals("mean_" + type.type())) {
                return List.of("mean=1", choice);
            }
        }
        return List.of(line);
    }

    private static boolean isEnd(String command) {
        String word = firstWord(command);
        return word.equals("q") || word.equals("quit") || word.equals("exit");
    }

    private void obey(String command) throws IOException, InterruptedException {
        if (command.isEmpty()) {
            return;
        }
        try {
            if (assigned(command)) {
                return;
            }
            switch (firstWord(command)) {
                case "o", "options" -> terminal.err().print(currentOptions());
                case "help" -> help(command.substring("help".length()).strip());
                default -> show(ShellLine.parse(command, options));
            }
        } catch (UsageException e) {
            String suggestion = e.suggestion();
            messages.warn(
                    e.getMessage()
                            + (suggestion == null ? "" : "; did you mean " + suggestion + "?"));
        } catch (ReportException | FormatException | IllegalArgumentException e) {
            messages.warn(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            messages.warn(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private void show(ShellLine line)
            throws IOException, FormatException, ReportException, InterruptedException {
        switch (line.asked()) {
            case Asked.Standard standard ->
                    reporting.show(profile, standard, line.options(), line.pipe());
            case Asked.Growth _ -> extras.growth();
            case Asked.Kept _ -> extras.kept(line.rows());
        }
        terminal.out().flush();
    }

    /** Whether the line sets an option, which it has done then. */
    private boolean assigned(String command) throws UsageException {
        int equals = command.indexOf('=');
        String name = (equals < 0 ? command : command.substring(0, equals)).strip();
        @Nullable Option option = Option.named(name);
        if (option == null) {
            return false;
        }
        boolean isSwitch = !option.key().equals(name) || option.kind() == Option.Kind.SWITCH;
        if (equals < 0 && !isSwitch) {
            throw new UsageException("please specify a value, e.g. " + name + "=<val>");
        }
        String value = equals < 0 ? "" : withoutComment(command.substring(equals + 1)).strip();
        if (equals < 0 && !option.key().equals(name)) {
            throw new UsageException(
                    "unknown config field \"" + name + "\"", option.key() + "=" + name);
        }
        options =
                option == Option.SAMPLE_INDEX
                        ? options.with(option, sampleType(value))
                        : options.with(name, value);
        return true;
    }

    private static String withoutComment(String value) {
        int comment = value.lastIndexOf(COMMENT);
        return comment < 0 ? value : value.substring(0, comment);
    }

    /** The type's name, also of a number; checked at once, not at the next report. */
    private String sampleType(String value) throws UsageException {
        List<ValueType> types = profile.sampleTypes();
        try {
            Prepared prepared =
                    Prepared.of(
                            profile,
                            ReportFormat.COMMENTS,
                            null,
                            Options.defaults().with(Option.SAMPLE_INDEX, value),
                            _ -> {});
            return types.get(prepared.valueIndex()).type();
        } catch (ReportException | FormatException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private void help(String name) {
        if (name.isEmpty()) {
            terminal.err().print(Usage.ofShell());
            return;
        }
        String text = Usage.of(name);
        if (text.isEmpty()) {
            messages.warn("Unknown command: " + name);
        } else {
            terminal.err().print(text);
        }
    }

    private String currentOptions() {
        List<String> lines = new ArrayList<>();
        for (Option option : Option.values()) {
            if (option != Option.SOURCE_PATH) {
                lines.add(current(option));
            }
        }
        lines.sort(null);
        return String.join("", lines);
    }

    private String current(Option option) {
        String value = options.get(option);
        String comment = "";
        if (option.kind() == Option.Kind.CHOICE) {
            comment =
                    COMMENT
                            + " ["
                            + String.join(" | ", option.choices().stream().sorted().toList())
                            + "]";
            value = value.isEmpty() ? "(default)" : value;
        } else if (option == Option.SAMPLE_INDEX) {
            List<String> types = profile.sampleTypes().stream().map(ValueType::type).toList();
            value = value.isEmpty() && !types.isEmpty() ? types.getLast() : value;
            comment = COMMENT + " [" + String.join(" | ", types) + "]";
        } else if (option == Option.NODECOUNT && value.equals("-1")) {
            comment = COMMENT + " default";
        } else if (value.isEmpty()) {
            value = "\"\"";
        }
        return "  %-25s = %-20s %s".formatted(option.key(), value, comment).stripTrailing() + "\n";
    }

    private static String firstWord(String command) {
        int end = 0;
        while (end < command.length() && !Character.isWhitespace(command.charAt(end))) {
            end++;
        }
        return command.substring(0, end);
    }
}
