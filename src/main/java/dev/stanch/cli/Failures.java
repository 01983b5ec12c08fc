package dev.stanch.cli;

import dev.stanch.capture.CaptureException;
import dev.stanch.io.FormatException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells a failure in one line on standard error. {@code STANCH_DEBUG=1} in the environment adds the
 * stack trace.
 */
record Failures(Terminal terminal, Map<String, String> environment) {

    /** A command ended with a problem: bad input, a full disk, or a mistake of stanch's own. */
    int failed(Throwable problem) {
        PrintStream err = terminal.err();
        err.println("stanch: " + oneLine(sentence(problem)));
        if ("1".equals(environment.get("STANCH_DEBUG"))) {
            problem.printStackTrace(err);
        }
        return problem instanceof InterruptedException ? ExitCode.INTERRUPTED : ExitCode.UNREADABLE;
    }

    /** The command line is wrong: says what, the nearest right word, and where the help is. */
    int misused(ParameterException problem) {
        PrintStream err = terminal.err();
        CommandLine line = problem.getCommandLine();
        err.println("stanch: " + oneLine(wrong(problem)));
        suggestions(problem).forEach(near -> err.println("Did you mean " + oneLine(near) + "?"));
        err.println("Help: " + line.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static String wrong(ParameterException problem) {
        boolean isCommand =
                problem instanceof UnmatchedArgumentException
                        && problem.getCommandLine().getParent() == null;
        if (isCommand) {
            String word = ((UnmatchedArgumentException) problem).getUnmatched().getFirst();
            return (word.startsWith("-") ? "no option " : "no command ") + word;
        }
        return String.valueOf(problem.getMessage());
    }

    private static List<String> suggestions(ParameterException problem) {
        return problem instanceof UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions().stream().limit(1).toList()
                : List.of();
    }

    private static String sentence(Throwable problem) {
        return switch (problem) {
            case FormatException bad -> String.valueOf(bad.getMessage());
            case CaptureException missing -> String.valueOf(missing.getMessage());
            case NoSuchFileException missing -> missing.getFile() + ": no such file";
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case FileSystemException file -> String.valueOf(file.getMessage());
            case IOException io -> io.getMessage() == null ? named(io) : io.getMessage();
            case InterruptedException ended ->
                    ended.getMessage() == null ? "interrupted" : ended.getMessage();
            case OutOfMemoryError _ -> "out of memory: allow more with STANCH_JAVA_OPTIONS=-Xmx1g";
            default ->
                    "a mistake in stanch itself, please report it: "
                            + named(problem)
                            + " (STANCH_DEBUG=1 shows the stack trace)";
        };
    }

    private static String named(Throwable problem) {
        String message = problem.getMessage();
        String name = problem.getClass().getSimpleName();
        return message == null ? name : name + ": " + message;
    }

    /** Messages may quote a target's bytes; a terminal must not obey them. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.strip()
                .codePoints()
                .map(character -> Character.isISOControl(character) ? ' ' : character)
                .forEach(line::appendCodePoint);
        return line.toString();
    }
}
