package dev.stanch.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stanch version}: what runs here, for a bug report. */
@Command(
        name = "version",
        description = "Prints the version of stanch, of Java and of the operating system.",
        mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            description = "how to print (default: ${DEFAULT-VALUE})")
    private Format format = Format.text;

    VersionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    // Lower case because picocli prints and parses the names as they are.
    enum Format {
        text,
        json
    }

    @Override
    public Integer call() throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("stanch", version());
        facts.put("java", System.getProperty("java.vendor.version", Runtime.version().toString()));
        facts.put("java_home", System.getProperty("java.home", ""));
        facts.put(
                "os",
                System.getProperty("os.name", "") + " " + System.getProperty("os.version", ""));
        facts.put("arch", System.getProperty("os.arch", ""));
        switch (format) {
            case text -> facts.forEach((name, value) -> terminal.out().println(name + " " + value));
            case json -> terminal.out().println(JSON.std.asString(facts));
        }
        return ExitCode.NOTHING_FOUND;
    }

    /** The version of the jar's manifest; {@code development} when run from loose classes. */
    static String version() {
        return Objects.requireNonNullElse(
                VersionCommand.class.getPackage().getImplementationVersion(), "development");
    }

    /** What {@code --version} prints. */
    static String line() {
        return "stanch " + version();
    }
}
