package dev.stanch.cli.gotest;

import static java.util.Objects.requireNonNull;

import dev.stanch.cli.ExitCode;
import dev.stanch.cli.Interruption;
import dev.stanch.cli.Terminal;
import dev.stanch.gotest.Leftover;
import dev.stanch.gotest.MemoryGrowth;
import dev.stanch.gotest.Overlay;
import dev.stanch.gotest.TestFindings;
import dev.stanch.gotest.TestLeak;
import dev.stanch.gotest.TestRun;
import dev.stanch.io.FormatException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code stanch test}: go test, and which goroutines each test leaves behind. */
@Command(
        name = "test",
        description = {
            "Runs go test on unchanged code and then tells which goroutines each test left behind:"
                    + " where they wait, and who started them. Parallel tests and subtests are told"
                    + " apart.",
            "",
            "All words that are not options below go to go test as they are. @FILE stands for the"
                    + " options in a file, one a line, # before a comment."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  stanch test ./...",
            "  stanch test -race -run 'TestPool' ./pool",
            "  stanch test --repeat 10 --perturb ./pool        leaks that need luck",
            "  stanch test --memory -count=6 ./cache           memory that each run leaves",
            "  stanch test --ignore-package example.com/metrics --format sarif ./...",
            "  stanch test @leaks.conf ./...                   options from a file",
            "  stanch test --write-baseline leaks.txt ./...    accept what is there today",
            "  stanch test --baseline leaks.txt ./...          fail on new leaks only",
            "",
            "Exit codes: go test's own when tests fail, else 0 nothing left behind, 1 leaks,",
            "3 go test could not be run."
        })
public final class TestCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec private @Nullable CommandSpec spec;
    @Unmatched private List<String> words = new ArrayList<>();
    @Mixin private ByRight byRight = new ByRight();

    @Option(names = "-C", paramLabel = "DIR", description = "run there instead of here, as go's -C")
    private Path folder;

    @Option(
            names = "--write-baseline",
            paramLabel = "FILE",
            description = "write this run's leaks as a baseline")
    private @Nullable Path writeBaseline;

    @Option(names = "--show-ignored", description = "list also what is there by right, and why")
    private boolean showIgnored;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description = "run the tests so often, and tell in how many runs each leak showed")
    private int repeat = 1;

    @Option(
            names = "--perturb",
            description =
                    "make each run after the first differ: number of processors, order of the tests,"
                            + " a shuffled scheduler, no preemption, collections all the time; with"
                            + " --repeat, else 8 runs")
    private boolean perturb;

    @Option(
            names = "--memory",
            description =
                    "tell also which lines hold more memory after each round of -count, which is 5"
                            + " unless given; all allocations are counted, which takes time")
    private boolean memory;

    @Option(
            names = "--no-ancestors",
            description =
                    "for tests that search the text of their own stacks: a goroutine whose starters"
                            + " have ended is then nobody's")
    private boolean noAncestors;

    @Option(
            names = "--no-leak-profile",
            description =
                    "Go 1.26 only: do not build with its experiment that proves leaks, which costs a"
                            + " build of the standard library once")
    private boolean noLeakProfile;

    @Option(
            names = "--format",
            paramLabel = "text|json|sarif|junit|github",
            description =
                    "how to print the leaks (default: ${DEFAULT-VALUE}); with json, sarif and junit"
                            + " what go test prints goes to standard error")
    private Format format = Format.text;

    // Lower case because picocli prints and parses the names as they are.
    enum Format {
        text,
        json,
        sarif,
        junit,
        github
    }

    /**
     * @param folder where the module is; empty for the current folder
     */
    public TestCommand(Terminal terminal, Path folder) {
        this.terminal = terminal;
        this.folder = folder;
    }

    @Override
    public Integer call() throws IOException, FormatException, InterruptedException {
        int runs = perturb && repeat == 1 ? 8 : repeat;
        if (runs < 1) {
            throw usage("--repeat takes a number from 1 on");
        }
        ByRight.Rules rules = rules();
        Instant started = Instant.now();
        // The interruption waits until the folder is gone, too.
        try (Interruption interruption = new Interruption()) {
            Path work = Files.createTempDirectory("stanch-test").toRealPath();
            try {
                return run(runs, work, rules, started, interruption);
            } finally {
                delete(work);
            }
        }
    }

    private int run(
            int runs, Path work, ByRight.Rules rules, Instant started, Interruption interruption)
            throws IOException, FormatException, InterruptedException {
        Seen seen = new Seen();
        int code = run(runs, work, rules, seen, interruption);
        if (interruption.happened()) {
            seen.problem("interrupted: tests that had not ended are missing");
        } else if (writeBaseline != null) {
            Files.write(
                    writeBaseline,
                    new TreeSet<>(seen.leaks().stream().map(l -> l.leak().key()).toList()));
        }
        new TestReports(terminal, folder, words, started).print(format, seen, showIgnored);
        if (interruption.happened()) {
            return ExitCode.INTERRUPTED;
        }
        return code != 0
                ? code
                : seen.leaks().isEmpty() ? ExitCode.NOTHING_FOUND : ExitCode.FINDINGS;
    }

    private ByRight.Rules rules() throws IOException {
        try {
            return byRight.new Rules();
        } catch (PatternSyntaxException e) {
            throw usage("--ignore is no regular expression: " + e.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(requireNonNull(spec).commandLine(), message);
    }

    /** Returns go test's exit code, of the first run that failed. */
    private int run(int runs, Path work, ByRight.Rules rules, Seen seen, Interruption interruption)
            throws IOException, FormatException, InterruptedException {
        GoTool go = GoTool.onPath(folder).fitForOverlays(work.resolve("go"));
        boolean ownOrder = words.stream().anyMatch(w -> w.matches("--?(test\\.)?shuffle(=.*)?"));
        boolean leakMarks = !noLeakProfile && go.leakMarksAreAnExperiment();
        // What is to be parsed stands alone on the standard output.
        boolean alone = format != Format.text && format != Format.github;
        PrintStream out = alone ? terminal.err() : terminal.out();
        List<String> all = new ArrayList<>(words);
        if (memory && words.stream().noneMatch(GoTool::isCount)) {
            all.addFirst("-count=5");
        }
        int code = 0;
        for (int i = 0; i < runs && !interruption.happened(); i++) {
            Luck luck = perturb ? Luck.of(i, ownOrder) : Luck.plain();
            if (runs > 1) {
                terminal.err()
                        .println("stanch: run %d of %d %s".formatted(i + 1, runs, luck.words()));
            }
            Path files = Files.createDirectory(work.resolve("run" + i));
            Path overlay = Overlay.write(go.goRoot(), files, luck.shuffledScheduler());
            Path dumps = Files.createDirectory(files.resolve("dumps"));
            try {
                int ended =
                        go.test(
                                overlay,
                                dumps,
                                all,
                                !noAncestors,
                                memory,
                                leakMarks,
                                luck,
                                out,
                                terminal.err());
                code = code != 0 ? code : ended;
            } catch (InterruptedException e) {
                if (!interruption.happened()) {
                    throw e;
                }
                // What ended until then is told.
            }
            see(dumps, rules, seen, luck);
        }
        return code;
    }

    private void see(Path dumps, ByRight.Rules rules, Seen seen, Luck luck)
            throws IOException, FormatException {
        TestRun.Result result = TestRun.read(dumps);
        seen.run(result.programs());
        TestFindings findings = new TestFindings();
        for (Leftover leftover : result.leftovers()) {
            sort(findings.of(leftover), rules.reason(leftover), seen, luck);
        }
        for (TestLeak leak : memory ? MemoryGrowth.read(dumps) : List.<TestLeak>of()) {
            sort(leak, rules.reason(leak), seen, luck);
        }
        for (Leftover leftover : result.unfinished()) {
            seen.unfinished(findings.of(leftover));
        }
        result.problems().forEach(seen::problem);
    }

    private static void sort(TestLeak leak, Optional<String> byRight, Seen seen, Luck luck) {
        byRight.ifPresentOrElse(
                reason -> seen.right(leak, reason), () -> seen.leak(leak, luck.words()));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
