package dev.stanch.cli;

import dev.stanch.capture.CaptureException;
import dev.stanch.capture.recording.LooseFiles;
import dev.stanch.capture.recording.Recording;
import dev.stanch.capture.target.Access;
import dev.stanch.capture.target.FilesTarget;
import dev.stanch.capture.target.ProcessTarget;
import dev.stanch.capture.target.RecordingTarget;
import dev.stanch.capture.target.Target;
import dev.stanch.capture.target.UrlTarget;
import dev.stanch.leak.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stanch diagnose}: the main job. */
@Command(
        name = "diagnose",
        description = {
            "Names what leaks in a Go process: which line, since when, how fast, why, when memory"
                    + " ends, and what stops it.",
            "",
            "TARGET is a URL of the debug endpoints, a process id, a recording, or loose files (two"
                    + " heap profiles, a dump and a profile, …). A live target is watched no longer"
                    + " than it takes to be sure."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  stanch diagnose http://localhost:6060",
            "  stanch diagnose --for 2m --record before-oom.zip 12345",
            "  stanch diagnose before-oom.zip --format html -o report.html",
            "  stanch diagnose heap1.pb.gz heap2.pb.gz heap3.pb.gz",
            "  STANCH_BEARER_TOKEN=… stanch diagnose https://host/debug-prefix",
            "",
            "Exit codes: 0 nothing found, 1 findings, 2 wrong usage,",
            "3 target unreachable or input unreadable, 130 interrupted."
        })
final class DiagnoseCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Map<String, String> environment;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "TARGET", description = "what to look at")
    private List<String> targets = new ArrayList<>();

    @Mixin private WatchOptions watch = new WatchOptions();

    @Option(
            names = "--record",
            paramLabel = "PATH",
            description = "keep what is taken as a recording")
    private @Nullable Path record;

    @Mixin private TargetOptions access = new TargetOptions();
    @Mixin private ReportOptions report = new ReportOptions();

    DiagnoseCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() throws CaptureException, IOException {
        Access rights = access.access(environment);
        List<Target> all = targets(rights);
        checkRecord(all);
        report.checkOutput();
        List<Case> cases =
                all.stream()
                        .map(t ->
                                new Case(t, rights, access, report.sources(), report.memoryLimit()))
                        .toList();
        Failures failures = new Failures(terminal, environment);
        try (Interruption interruption = new Interruption()) {
            return interruption.guard(
                    failures,
                    () ->
                            cases.size() > 1
                                    ? several(cases, interruption, failures)
                                    : one(cases.getFirst(), interruption));
        }
    }

    private int one(Case one, Interruption interruption)
            throws CaptureException, IOException, InterruptedException {
        Progress progress = new Progress(terminal, report.quiet(), watch.seconds());
        return report.print(terminal, List.of(report(one, progress, interruption)));
    }

    /** One that cannot be read does not hold up the others. */
    private int several(List<Case> cases, Interruption interruption, Failures failures)
            throws IOException, InterruptedException {
        List<Outcome> outcomes =
                new SideBySide(interruption)
                        .run(
                                cases,
                                one ->
                                        report(
                                                one,
                                                Progress.oneOfSeveral(
                                                        terminal,
                                                        report.quiet(),
                                                        watch.seconds(),
                                                        one.target().name()),
                                                interruption));
        outcomes.stream().map(Outcome::failure).filter(Objects::nonNull).forEach(failures::failed);
        if (outcomes.stream().allMatch(outcome -> outcome.failure() != null)) {
            return ExitCode.UNREADABLE;
        }
        int code = report.print(terminal, outcomes.stream().map(Outcome::report).toList());
        boolean failed = outcomes.stream().anyMatch(outcome -> outcome.failure() != null);
        return code == ExitCode.NOTHING_FOUND && failed ? ExitCode.UNREADABLE : code;
    }

    /** Several URLs or processes are several targets; several files are one. */
    private List<Target> targets(Access rights) throws CaptureException {
        Target together = Target.parse(targets.subList(0, 1), rights);
        boolean kept = together instanceof RecordingTarget;
        if (targets.size() == 1 || !(isLive(together) || kept)) {
            return List.of(Target.parse(targets, rights));
        }
        List<Target> all = new ArrayList<>();
        for (String word : targets) {
            all.add(Target.parse(List.of(word), rights));
        }
        return all;
    }

    private void checkRecord(List<Target> all) {
        if (record != null && (all.size() > 1 || !isLive(all.getFirst()))) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--record keeps one live target; give one URL or process id");
        }
    }

    private static boolean isLive(Target target) {
        return target instanceof UrlTarget || target instanceof ProcessTarget;
    }

    private Report report(Case one, Progress progress, Interruption interruption)
            throws CaptureException, InterruptedException {
        return switch (one.target()) {
            case RecordingTarget recording -> one.replay(Recording.open(recording.path()));
            case FilesTarget files -> one.replay(LooseFiles.open(files.files()));
            case UrlTarget _, ProcessTarget _ ->
                    one.watch(watch.pace(true), progress, record, false, interruption);
        };
    }
}
