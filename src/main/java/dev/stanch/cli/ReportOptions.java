package dev.stanch.cli;

import dev.stanch.leak.Report;
import dev.stanch.leak.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where and how findings are printed, and what decides about them. */
final class ReportOptions {
    @Option(
            names = "--format",
            paramLabel = "text|json|markdown|html",
            description = "how to print (default: ${DEFAULT-VALUE})")
    private ReportFormat format = ReportFormat.text;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "print to a file")
    private @Nullable Path output;

    @Option(
            names = {"-q", "--quiet"},
            description = "no progress")
    private boolean quiet;

    @Option(names = "--no-color", description = "no colour, whatever the terminal")
    private boolean noColour;

    @Option(
            names = "--memory-limit",
            paramLabel = "SIZE",
            description =
                    "the memory that the process may use, such as 512MiB, when no cgroup tells",
            converter = Sizes.class)
    private long memoryLimit;

    @Option(
            names = "--source",
            paramLabel = "DIR",
            description =
                    "look for Go source here too, for binaries built elsewhere or with -trimpath; may be repeated")
    private List<Path> sources = new ArrayList<>();

    boolean quiet() {
        return quiet;
    }

    long memoryLimit() {
        return memoryLimit;
    }

    List<Path> sources() {
        return sources;
    }

    /** Fails before a minute of watching rather than after it. */
    void checkOutput() throws IOException {
        if (output == null) {
            return;
        }
        Path folder = output.toAbsolutePath().getParent();
        if (Files.isDirectory(output)) {
            throw new IOException(output + ": is a folder; give the name of a file");
        }
        if (folder != null && !Files.isDirectory(folder)) {
            throw new IOException(folder + ": no such folder; make it, or print elsewhere");
        }
        boolean writable =
                Files.exists(output)
                        ? Files.isWritable(output)
                        : folder == null || Files.isWritable(folder);
        if (!writable) {
            throw new IOException(output + ": cannot be written; check its permissions");
        }
    }

    /** Prints the reports and returns the exit code. */
    int print(Terminal terminal, List<Report> reports) throws IOException {
        StringBuilder text = new StringBuilder();
        Terminal shown = noColour ? terminal.withoutColour() : terminal;
        format.writer(shown, output != null).write(reports, text);
        if (output == null) {
            terminal.out().print(text);
            terminal.out().flush();
        } else {
            try (Writer writer = Files.newBufferedWriter(output, StandardCharsets.UTF_8)) {
                writer.append(text);
            }
        }
        boolean found =
                reports.stream()
                        .anyMatch(r -> r.verdict() == Verdict.LEAKING || !r.findings().isEmpty());
        return found ? ExitCode.FINDINGS : ExitCode.NOTHING_FOUND;
    }
}
