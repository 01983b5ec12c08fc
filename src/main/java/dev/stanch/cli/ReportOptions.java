package dev.stanch.cli;

import dev.stanch.leak.Report;
import dev.stanch.leak.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where and how findings are printed, and what decides about them. */
final class ReportOptions {
    @Option(
            names = "--format",
            paramLabel = "text|json|markdown|html",
            description = "how to print (default: ${DEFAULT-VALUE})")
    private ReportFormat format = ReportFormat.text;

    @Option(
            names = {"-q", "--quiet"},
            description = "no progress")
    private boolean quiet;

    @Mixin private OutputOptions output = new OutputOptions();

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
        output.check();
    }

    /** Prints the reports and returns the exit code. */
    int print(Terminal terminal, List<Report> reports) throws IOException {
        StringBuilder text = new StringBuilder();
        format.writer(terminal, output).write(reports, text);
        output.write(terminal, text);
        boolean found =
                reports.stream()
                        .anyMatch(r -> r.verdict() == Verdict.LEAKING || !r.findings().isEmpty());
        return found ? ExitCode.FINDINGS : ExitCode.NOTHING_FOUND;
    }
}
