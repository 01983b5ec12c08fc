package dev.stanch.cli.trace;

import dev.stanch.capture.CaptureException;
import dev.stanch.cli.ExitCode;
import dev.stanch.cli.OutputOptions;
import dev.stanch.cli.TargetOptions;
import dev.stanch.cli.Terminal;
import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.codec.ProfileWriter;
import dev.stanch.report.TraceJson;
import dev.stanch.report.TraceReport;
import dev.stanch.report.TraceText;
import dev.stanch.trace.summary.WaitProfile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stanch trace}: what an execution trace tells. */
@Command(
        name = "trace",
        description = {
            "Tells from a Go execution trace which goroutines were created and never ended, where"
                    + " goroutines wait, and what the scheduler and the garbage collector did.",
            "",
            "FILE is a trace of Go 1.22 or later (runtime/trace, /debug/pprof/trace, go test"
                    + " -trace, a flight recorder), also packed with gzip or zstd, or - for standard"
                    + " input; a URL is asked for a trace."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  stanch trace trace.out",
            "  stanch trace http://localhost:6060 --seconds 10",
            "  stanch trace trace.out --format json -o trace.json",
            "  stanch trace -pprof=sync trace.out -o sync.pb.gz",
            "  stanch trace -d=parsed trace.out",
            "",
            "Exit codes: 0 nothing found, 1 goroutines that leak, 2 wrong usage,",
            "3 input unreadable, 130 interrupted."
        })
public final class TraceCommand implements Callable<Integer> {
    private static final long MOST_BYTES = 1L << 40;

    private final Terminal terminal;
    private final Map<String, String> environment;

    @Parameters(arity = "1", paramLabel = "FILE|URL|-", description = "what to look at")
    private String word = "";

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "how long a URL is traced (default: ${DEFAULT-VALUE})")
    private int seconds = 10;

    @Option(
            names = "-d",
            paramLabel = "parsed|wire|footprint",
            description = "print every event, or what each kind takes, as go tool trace does")
    private @Nullable Debug debug;

    @Option(
            names = {"-pprof", "--pprof"},
            paramLabel = "net|sync|syscall|sched",
            description = "write a pprof profile of these waits, as go tool trace does")
    private @Nullable Waits pprof;

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "rows of each table (default: ${DEFAULT-VALUE})")
    private int top = 8;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            description = "how to print (default: ${DEFAULT-VALUE})")
    private Format format = Format.text;

    @Mixin private OutputOptions output = new OutputOptions();
    @Mixin private TargetOptions access = new TargetOptions();

    public TraceCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    // Lower case because picocli prints and parses the names as they are.
    enum Format {
        text,
        json
    }

    enum Debug {
        parsed,
        wire,
        footprint
    }

    enum Waits {
        net,
        sync,
        syscall,
        sched;

        private WaitProfile.Of of() {
            return switch (this) {
                case net -> WaitProfile.Of.NET;
                case sync -> WaitProfile.Of.SYNC;
                case syscall -> WaitProfile.Of.SYSCALL;
                case sched -> WaitProfile.Of.SCHED;
            };
        }
    }

    @Override
    public Integer call()
            throws CaptureException, FormatException, IOException, InterruptedException {
        output.check();
        TraceSource source =
                TraceSource.of(
                        word, seconds, terminal, access.access(environment), access.limits());
        try (source;
                InputStream in = source.open();
                ByteInput input = ByteInput.open(source.name(), in, MOST_BYTES)) {
            if (debug == Debug.parsed) {
                DebugPrint.parsed(input, terminal.out());
                return ExitCode.NOTHING_FOUND;
            }
            if (debug == Debug.wire) {
                DebugPrint.wire(input, terminal.out());
                return ExitCode.NOTHING_FOUND;
            }
            if (debug == Debug.footprint) {
                Footprint.print(input, terminal.out());
                return ExitCode.NOTHING_FOUND;
            }
            if (pprof != null) {
                Profile profile = WaitProfiles.read(input, pprof.of());
                output.write(terminal, out -> ProfileWriter.write(profile, out));
                return ExitCode.NOTHING_FOUND;
            }
            TraceReport report = TraceCase.read(input, source.at());
            print(report);
            return report.report().findings().isEmpty()
                    ? ExitCode.NOTHING_FOUND
                    : ExitCode.FINDINGS;
        }
    }

    private void print(TraceReport report) throws IOException {
        StringBuilder text = new StringBuilder();
        switch (format) {
            case text ->
                    text.append(
                            new TraceText(report, Math.max(1, top))
                                    .text(
                                            output.columns(terminal),
                                            output.colour(terminal),
                                            output.toFile() || terminal.unicode()));
            case json -> TraceJson.write(report, text);
        }
        output.write(terminal, text);
    }
}
