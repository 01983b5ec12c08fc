package dev.stanch.cli;

import dev.stanch.cli.goroutines.GoroutinesCommand;
import dev.stanch.cli.gotest.TestCommand;
import dev.stanch.cli.heap.HeapCommand;
import dev.stanch.cli.pprof.PprofCommand;
import dev.stanch.cli.trace.TraceCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The one entry of the command line: chooses the command, runs it, turns failures into one line.
 */
@Command(
        name = "stanch",
        description =
                "Finds, explains and helps stop memory leaks and goroutine leaks in Go programs.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 nothing found, 1 findings, 2 wrong usage,",
            "3 input unreadable or target unreachable, 130 interrupted."
        })
public final class Main implements Runnable {
    static final String PPROF = "pprof";

    @Spec private CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        int code = run(Terminal.system(), System.getenv(), arguments);
        System.exit(code);
    }

    /** Runs one command line to its end and returns the exit code. */
    static int run(Terminal terminal, Map<String, String> environment, String... arguments) {
        Failures failures = new Failures(terminal, environment);
        try {
            if (List.of(arguments).equals(List.of("version"))) {
                // Nothing to parse: making the parser is most of the time of such a start.
                return new VersionCommand(terminal).call();
            }
            if (arguments.length > 0 && arguments[0].equals(PPROF)) {
                return pprof(terminal, environment, failures, List.of(arguments));
            }
            return commandLine(terminal, environment, arguments)
                    .setExecutionExceptionHandler(
                            (problem, line, parsed) -> failures.failed(problem))
                    .setParameterExceptionHandler((problem, args) -> failures.misused(problem))
                    .execute(arguments);
        } catch (IOException | OutOfMemoryError | StackOverflowError problem) {
            return failures.failed(problem);
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
    }

    /** Its flags are Go's, which picocli cannot read. */
    private static int pprof(
            Terminal terminal,
            Map<String, String> environment,
            Failures failures,
            List<String> arguments) {
        try {
            return new PprofCommand(terminal, environment)
                    .run(arguments.subList(1, arguments.size()));
        } catch (Exception e) {
            return failures.failed(e);
        }
    }

    /** Every command by its name, in the order of the help; adding one is one line here. */
    private static Map<String, Function<Terminal, Object>> commands(
            Map<String, String> environment) {
        Map<String, Function<Terminal, Object>> commands = new LinkedHashMap<>();
        commands.put("diagnose", terminal -> new DiagnoseCommand(terminal, environment));
        commands.put("record", terminal -> new RecordCommand(terminal, environment));
        commands.put(PPROF, _ -> new PprofInHelp());
        commands.put("goroutines", terminal -> new GoroutinesCommand(terminal, environment));
        commands.put("trace", terminal -> new TraceCommand(terminal, environment));
        commands.put("heap", HeapCommand::new);
        commands.put("test", terminal -> new TestCommand(terminal, Path.of("")));
        commands.put("explain", ExplainCommand::new);
        commands.put("demo", terminal -> new DemoCommand(terminal, environment));
        commands.put("version", VersionCommand::new);
        return commands;
    }

    /**
     * Reflecting over a command's options costs start-up time, so when the first argument names a
     * command only that one is made.
     */
    private static CommandLine commandLine(
            Terminal terminal, Map<String, String> environment, String... arguments) {
        CommandLine line = new CommandLine(new Main());
        Map<String, Function<Terminal, Object>> commands = commands(environment);
        String first = arguments.length == 0 ? "" : arguments[0];
        if (commands.containsKey(first)) {
            commands.keySet().retainAll(Set.of(first));
        }
        commands.forEach((name, make) -> line.addSubcommand(name, make.apply(terminal)));
        line.getCommandSpec().version(VersionCommand.line());
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().version(VersionCommand.line()));
        // After the commands are there, because picocli hands these on to those that it knows.
        return line.setOut(printing(terminal.out()))
                .setErr(printing(terminal.err()))
                .setColorScheme(Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Math.clamp(terminal.columns(), 60, 100));
    }

    private static PrintWriter printing(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** How the list of commands tells of the one that is not read here. */
    @Command(
            name = PPROF,
            description = "Shows pprof profiles as go tool pprof does, and what grows in several.")
    private static final class PprofInHelp implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("read elsewhere");
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }
}
