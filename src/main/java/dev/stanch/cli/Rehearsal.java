package dev.stanch.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Runs the usual commands once without output. The launcher records which classes and methods they
 * need into the JVM's start-up cache (JEP 514, 515), so the real commands start faster.
 */
final class Rehearsal {
    private static final List<List<String>> COMMANDS =
            List.of(
                    List.of("version"),
                    List.of("version", "--format", "json"),
                    List.of("--help"),
                    List.of("diagnose", "--help"),
                    List.of("record", "--help"),
                    List.of("explain"),
                    List.of("explain", "blocked-goroutine"),
                    List.of("demo"),
                    List.of("demo", "--format", "json"),
                    List.of("demo", "--format", "html"),
                    // Nobody listens there: as far as a live target goes without one.
                    List.of("diagnose", "--for", "1s", "http://127.0.0.1:1"),
                    List.of("no-such-command"));

    private Rehearsal() {}

    public static void main(String[] arguments) {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Terminal terminal = Terminal.plain(nowhere, nowhere);
        for (List<String> command : COMMANDS) {
            Main.run(terminal, Map.of(), command.toArray(String[]::new));
        }
    }
}
