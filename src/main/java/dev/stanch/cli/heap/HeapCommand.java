package dev.stanch.cli.heap;

import static java.util.Objects.requireNonNull;

import dev.stanch.cli.ExitCode;
import dev.stanch.cli.OutputOptions;
import dev.stanch.cli.Terminal;
import dev.stanch.heap.Answers;
import dev.stanch.heap.HeapImage;
import dev.stanch.heap.LiveHeap;
import dev.stanch.heap.Taken;
import dev.stanch.io.FormatException;
import dev.stanch.leak.Report;
import dev.stanch.process.DataSymbols;
import dev.stanch.process.GoBinary;
import dev.stanch.report.SectionJson;
import dev.stanch.report.TerminalReport;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stanch heap}: what a process's heap tells, without its help. */
@Command(
        name = "heap",
        description = {
            "Copies the heap of a running Go program, unchanged and also stripped, and tells which"
                    + " goroutines nothing can wake, and which global variables and goroutines keep"
                    + " how much memory.",
            "",
            "The program stands still while it is copied, some tenths of a second for each GiB, and"
                    + " runs on even when stanch is killed. Linux on amd64, Go 1.22 to 1.27."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  stanch heap 4242",
            "  stanch heap 4242 --top 30 --format json -o heap.json",
            "",
            "Exit codes: 0 nothing found, 1 goroutines that can never wake, 2 wrong usage,",
            "3 the process cannot be read, or a check of its memory failed."
        })
public final class HeapCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(arity = "1", paramLabel = "PID", description = "process id of the program")
    private String target = "";

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "rows of each table (default: ${DEFAULT-VALUE})")
    private int top = 15;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            description = "how to print (default: ${DEFAULT-VALUE})")
    private Format format = Format.text;

    @Mixin private OutputOptions output = new OutputOptions();

    // Lower case because picocli prints and parses the names as they are.
    enum Format {
        text,
        json
    }

    public HeapCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws FormatException, IOException {
        long pid = pid();
        if (top < 1) {
            throw misuse("--top needs a number from 1 on");
        }
        output.check();
        if (!System.getProperty("os.arch").equals("amd64")
                || !System.getProperty("os.name").equals("Linux")) {
            throw new IOException("live heaps can be taken on Linux, amd64, alone");
        }
        if (!Files.isDirectory(Path.of("/proc/" + pid))) {
            throw new IOException(
                    "process " + pid + ": there is none; give the id of a running one");
        }
        // One thread does all: the kernel knows a tracer by its thread.
        try (Arena arena = Arena.ofConfined()) {
            Instant started = Instant.now();
            Path executable = Path.of("/proc/" + pid + "/exe");
            GoBinary binary = GoBinary.open(executable);
            DataSymbols symbols = DataSymbols.open(executable);
            Taken taken = new LiveHeap(pid, arena).take();
            LongFunction<String> names = address -> symbols.nameAt(address - taken.bias());
            Answers answers = HeapImage.answers("process " + pid, taken, names);
            HeapReport sites = new HeapReport(binary, taken, answers);
            Report report = sites.report(target, started);
            StringBuilder text = new StringBuilder();
            switch (format) {
                case text -> {
                    new TerminalReport(
                                    output.columns(terminal),
                                    output.colour(terminal),
                                    output.toFile() || terminal.unicode())
                            .write(report, text);
                    text.append('\n');
                    new HeapText(answers, taken, sites, top).write(text);
                }
                case json ->
                        SectionJson.write(
                                report, "heap", HeapSection.of(answers, taken, sites, top), text);
            }
            output.write(terminal, text);
            return report.findings().isEmpty() ? ExitCode.NOTHING_FOUND : ExitCode.FINDINGS;
        }
    }

    private long pid() {
        if (!target.matches("[1-9][0-9]{0,8}")) {
            throw misuse("expected a process id, found " + target);
        }
        return Long.parseLong(target);
    }

    private ParameterException misuse(String message) {
        return new ParameterException(requireNonNull(spec).commandLine(), message);
    }
}
