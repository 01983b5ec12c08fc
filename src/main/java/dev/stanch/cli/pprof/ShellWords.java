package dev.stanch.cli.pprof;

import dev.stanch.profile.report.Option;
import dev.stanch.profile.report.ReportFormat;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The words that the shell knows. */
final class ShellWords {
    private ShellWords() {}

    static List<String> commands() {
        return Stream.concat(
                        Arrays.stream(ReportFormat.values()).map(ReportFormat::key),
                        Stream.of(
                                PprofFlags.GROWTH,
                                PprofFlags.KEPT,
                                "help",
                                "options",
                                "quit",
                                "exit"))
                .toList();
    }

    /** Names of options, and of the choices that some have. */
    static List<String> options() {
        return Arrays.stream(Option.values())
                .flatMap(option ->
                        Stream.concat(
                                option.kind() == Option.Kind.CHOICE
                                        ? option.choices().stream()
                                        : Stream.of(),
                                Stream.of(option.key())))
                .toList();
    }

    static List<String> commandsAndOptions() {
        return Stream.concat(commands().stream(), options().stream()).toList();
    }
}
