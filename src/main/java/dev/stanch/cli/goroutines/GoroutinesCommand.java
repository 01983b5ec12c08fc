package dev.stanch.cli.goroutines;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.stanch.capture.CaptureException;
import dev.stanch.capture.target.Access;
import dev.stanch.cli.ExitCode;
import dev.stanch.cli.OutputOptions;
import dev.stanch.cli.TargetOptions;
import dev.stanch.cli.Terminal;
import dev.stanch.goroutine.group.Standing;
import dev.stanch.io.FormatException;
import dev.stanch.report.DumpHtml;
import dev.stanch.report.DumpJson;
import dev.stanch.report.DumpReport;
import dev.stanch.report.DumpText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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

/** {@code stanch goroutines}: what a program's goroutine dumps tell. */
@Command(
        name = "goroutines",
        description = {
            "Tells from goroutine dumps which goroutines can never wake, which are suspicious and"
                    + " which are there by right; what ended the program; who waits for whom; and"
                    + " from several dumps who stayed.",
            "",
            "FILE is a dump (debug=2, SIGQUIT or crash output, also inside of a log), a goroutine"
                    + " profile (debug=0 or 1), gzip or zstd of these, a recording, a URL or process"
                    + " id, or - for standard input. Several are dumps of one process."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  stanch goroutines crash.log",
            "  kubectl logs pod --previous | stanch goroutines -",
            "  stanch goroutines http://localhost:6060 --state 'chan send' --full",
            "  stanch goroutines --diff before.txt after.txt",
            "  stanch goroutines dump.txt.gz --format html -o dump.html",
            "",
            "Exit codes: 0 nothing found, 1 a crash or goroutines that leak, 2 wrong usage,",
            "3 input unreadable, 130 interrupted."
        })
public final class GoroutinesCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Map<String, String> environment;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE|URL|-", description = "what to look at")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--diff",
            description = "take the files as given, the older first: who stayed, came and went")
    private boolean diff;

    @Option(
            names = "--focus",
            paramLabel = "REGEX",
            description = "only goroutines with a frame whose function or file matches")
    private @Nullable String focus;

    @Option(
            names = "--ignore",
            paramLabel = "REGEX",
            description = "no goroutines with a frame whose function or file matches")
    private @Nullable String ignore;

    @Option(
            names = "--state",
            paramLabel = "WORDS",
            description = "only in this state, such as 'chan receive' or IO")
    private @Nullable String state;

    @Option(
            names = "--created-by",
            paramLabel = "REGEX",
            description = "only those whose go statement is in a function that matches")
    private @Nullable String createdBy;

    @Option(
            names = "--label",
            paramLabel = "KEY[=VALUE]",
            description = "only with this pprof label")
    private @Nullable String label;

    @Option(
            names = "--min-age",
            paramLabel = "MINUTES",
            description = "only those that wait so long at least")
    private int leastMinutes;

    @Option(
            names = "--leaks-only",
            description = "only what can never wake, grew, or is suspicious")
    private boolean leaksOnly;

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "stacks shown of each kind (default: ${DEFAULT-VALUE})")
    private int top = 10;

    @Option(names = "--full", description = "with whole stacks")
    private boolean full;

    @Option(
            names = "--source",
            paramLabel = "DIR",
            description = "look for Go source here too; may be repeated")
    private List<Path> sources = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "text|json|html",
            description = "how to print (default: ${DEFAULT-VALUE})")
    private Format format = Format.text;

    @Mixin private OutputOptions output = new OutputOptions();
    @Mixin private TargetOptions access = new TargetOptions();

    public GoroutinesCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    // Lower case because picocli prints and parses the names as they are.
    enum Format {
        text,
        json,
        html
    }

    @Override
    public Integer call()
            throws CaptureException, FormatException, IOException, InterruptedException {
        DumpFilter filter =
                new DumpFilter(
                        pattern("--focus", focus),
                        pattern("--ignore", ignore),
                        state,
                        pattern("--created-by", createdBy),
                        label,
                        leastMinutes);
        output.check();
        Access rights = access.access(environment);
        DumpSources all =
                new DumpSources(new DumpReading(filter), terminal, rights, access.limits());
        List<Dump> dumps = new ArrayList<>();
        for (String word : words) {
            dumps.addAll(all.read(word));
        }
        if (diff && dumps.size() < 2) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "--diff needs two dumps");
        }
        if (!diff) {
            dumps.sort(Comparator.comparing(Dump::at));
        }
        DumpReport report = new DumpCase(dumps, sources).report();
        print(leaksOnly ? withoutHarmless(report) : report);
        return isHarmful(report) ? ExitCode.FINDINGS : ExitCode.NOTHING_FOUND;
    }

    private @Nullable Pattern pattern(String option, @Nullable String regex) {
        try {
            return regex == null ? null : Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    option + " is no regular expression: " + e.getMessage(),
                    e);
        }
    }

    private static boolean isHarmful(DumpReport report) {
        var crash = report.crash();
        return !report.report().findings().isEmpty() || (crash != null && !crash.asked());
    }

    private static DumpReport withoutHarmless(DumpReport report) {
        return new DumpReport(
                report.report(),
                report.inputs(),
                report.groups().stream()
                        .filter(j -> j.standing().compareTo(Standing.OPEN) < 0)
                        .toList(),
                report.crash(),
                report.culprit(),
                report.recursion(),
                report.topic(),
                report.queues(),
                report.circles(),
                report.difference());
    }

    private void print(DumpReport report) throws IOException {
        StringBuilder text = new StringBuilder();
        switch (format) {
            case text ->
                    text.append(
                            new DumpText(report, top, full)
                                    .text(
                                            output.columns(terminal),
                                            output.colour(terminal),
                                            output.toFile() || terminal.unicode()));
            case json -> DumpJson.write(report, text);
            case html -> DumpHtml.write(report, text);
        }
        output.write(terminal, text);
    }
}
