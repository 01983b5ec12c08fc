package dev.stanch.cli;

import dev.stanch.capture.CaptureException;
import dev.stanch.capture.target.Access;
import dev.stanch.capture.target.ProcessTarget;
import dev.stanch.capture.target.Target;
import dev.stanch.capture.target.UrlTarget;
import dev.stanch.diagnosis.Pace;
import dev.stanch.leak.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stanch record}: keeps captures of a live target for later. */
@Command(
        name = "record",
        description = {
            "Takes what diagnose would take and keeps it, to be diagnosed later and elsewhere.",
            "",
            "A recorder that is killed leaves a readable recording."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  stanch record http://localhost:6060 -o leak.zip",
            "  stanch record --for 10m 12345 -o leak-folder",
            "  stanch diagnose leak.zip"
        })
final class RecordCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Map<String, String> environment;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(arity = "1", paramLabel = "TARGET", description = "a URL or a process id")
    private String target = "";

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "PATH",
            description = "a new folder, or a new file that ends in .zip")
    private Path output = Path.of("");

    @Mixin private WatchOptions watch = new WatchOptions();

    @Option(
            names = "--source",
            paramLabel = "DIR",
            description =
                    "look for Go source here too; what the stacks show is kept with the recording")
    private List<Path> sources = new ArrayList<>();

    @Option(
            names = {"-q", "--quiet"},
            description = "no progress")
    private boolean quiet;

    @Mixin private TargetOptions access = new TargetOptions();

    RecordCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() throws CaptureException {
        Access rights = access.access(environment);
        Target parsed = Target.parse(List.of(target), rights);
        if (!(parsed instanceof UrlTarget || parsed instanceof ProcessTarget)) {
            throw new ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(),
                    target + " is no live target; give a URL or a process id");
        }
        Case one = new Case(parsed, rights, access, sources, 0);
        Progress progress = new Progress(terminal, quiet, watch.seconds());
        try (Interruption interruption = new Interruption()) {
            return interruption.guard(
                    new Failures(terminal, environment),
                    () -> record(one, watch.pace(false), progress, interruption));
        }
    }

    private int record(Case one, Pace pace, Progress progress, Interruption interruption)
            throws CaptureException, InterruptedException {
        Report report = one.watch(pace, progress, output, true, interruption);
        if (!quiet) {
            terminal.err()
                    .printf(
                            "%s: %.0f s, %d requests; read it with: stanch diagnose %s%n",
                            output, report.seconds(), report.requests(), output);
        }
        return ExitCode.NOTHING_FOUND;
    }
}
