package dev.stanch.cli.gotest;

import static java.util.Objects.requireNonNull;

import dev.stanch.cli.ExitCode;
import dev.stanch.cli.Terminal;
import dev.stanch.goroutine.CreatedBy;
import dev.stanch.gotest.Leftover;
import dev.stanch.gotest.Overlay;
import dev.stanch.gotest.TestFindings;
import dev.stanch.gotest.TestRun;
import dev.stanch.io.FormatException;
import dev.stanch.leak.Finding;
import dev.stanch.leak.Report;
import dev.stanch.leak.Verdict;
import dev.stanch.report.JsonReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
            "All words that are not options below go to go test as they are."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  stanch test ./...",
            "  stanch test -race -run 'TestPool' ./pool",
            "  stanch test --ignore 'example.com/metrics' --format json ./...",
            "  stanch test --write-baseline leaks.txt ./...    accept what is there today",
            "  stanch test --baseline leaks.txt ./...          fail on new leaks only",
            "",
            "Exit codes: go test's own when tests fail, else 0 nothing left behind, 1 leaks,",
            "3 go test could not be run."
        })
public final class TestCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Path folder;

    @Spec private @Nullable CommandSpec spec;
    @Unmatched private List<String> words = new ArrayList<>();

    @Option(
            names = "--ignore",
            paramLabel = "REGEX",
            description =
                    "no goroutines with a function, also of the go statement, or a file that matches;"
                            + " may be repeated")
    private List<String> ignored = new ArrayList<>();

    @Option(names = "--show-ignored", description = "list also what is there by right, and why")
    private boolean showIgnored;

    @Option(
            names = "--no-ancestors",
            description =
                    "for tests that search the text of their own stacks: a goroutine whose starters"
                            + " have ended is then nobody's")
    private boolean noAncestors;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "leaks in this file are known: only others are told")
    private @Nullable Path baseline;

    @Option(
            names = "--write-baseline",
            paramLabel = "FILE",
            description = "write this run's leaks as a baseline")
    private @Nullable Path writeBaseline;

    @Option(
            names = "--format",
            paramLabel = "text|json|github",
            description =
                    "how to print the leaks (default: ${DEFAULT-VALUE}); with json what go test prints"
                            + " goes to standard error")
    private Format format = Format.text;

    // Lower case because picocli prints and parses the names as they are.
    enum Format {
        text,
        json,
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
        List<Pattern> patterns = patterns();
        Set<String> accepted =
                baseline == null ? Set.of() : new HashSet<>(Files.readAllLines(baseline));
        Instant started = Instant.now();
        Path work = Files.createTempDirectory("stanch-test").toRealPath();
        try {
            GoTool go = GoTool.onPath(folder).fitForOverlays(work.resolve("go"));
            Path overlay = Overlay.write(go.goRoot(), work);
            Path dumps = Files.createDirectory(work.resolve("dumps"));
            // What is to be parsed stands alone on the standard output.
            PrintStream out = format == Format.json ? terminal.err() : terminal.out();
            int code = go.test(overlay, dumps, words, !noAncestors, out, terminal.err());
            TestRun.Result result = new TestRun().read(dumps);
            if (writeBaseline != null) {
                Files.write(
                        writeBaseline,
                        result.leftovers().stream()
                                .filter(l -> l.known() == null)
                                .map(TestCommand::key)
                                .distinct()
                                .sorted()
                                .toList());
            }
            List<Leftover> leaks = new ArrayList<>();
            List<Leftover> byRight = new ArrayList<>();
            for (Leftover leftover : result.leftovers()) {
                if (leftover.known() != null) {
                    byRight.add(leftover);
                } else if (patterns.stream().anyMatch(p -> matches(p, leftover))) {
                    byRight.add(withReason(leftover, "--ignore"));
                } else if (accepted.contains(key(leftover))) {
                    byRight.add(withReason(leftover, "in the baseline"));
                } else {
                    leaks.add(leftover);
                }
            }
            print(result.programs(), leaks, byRight, started);
            return code != 0 ? code : leaks.isEmpty() ? ExitCode.NOTHING_FOUND : ExitCode.FINDINGS;
        } finally {
            delete(work);
        }
    }

    private List<Pattern> patterns() {
        try {
            return ignored.stream().map(Pattern::compile).toList();
        } catch (PatternSyntaxException e) {
            throw new ParameterException(
                    requireNonNull(spec).commandLine(),
                    "--ignore is no regular expression: " + e.getMessage(),
                    e);
        }
    }

    private static boolean matches(Pattern pattern, Leftover leftover) {
        CreatedBy by = leftover.group().createdBy();
        return leftover.group().stack().stream()
                        .anyMatch(f ->
                                pattern.matcher(f.function()).find()
                                        || pattern.matcher(f.file()).find())
                || (by != null && pattern.matcher(by.function()).find());
    }

    private static Leftover withReason(Leftover leftover, String reason) {
        return new Leftover(leftover.folder(), leftover.test(), leftover.group(), reason);
    }

    /** Without line numbers, which every edit moves. */
    private static String key(Leftover leftover) {
        Finding finding = new TestFindings().of(leftover);
        return leftover.test()
                + "\t"
                + finding.site().function()
                + "\t"
                + (finding.origin() == null ? "" : finding.origin().function());
    }

    private void print(int programs, List<Leftover> leaks, List<Leftover> byRight, Instant started)
            throws IOException {
        switch (format) {
            case text -> text(programs, leaks, byRight);
            case json -> json(programs, leaks, started);
            case github -> github(leaks);
        }
    }

    private void text(int programs, List<Leftover> leaks, List<Leftover> byRight) {
        PrintStream out = terminal.out();
        out.println();
        if (programs == 0) {
            out.println(
                    "stanch: no test program ran to its end, so nothing is known of goroutines");
            return;
        }
        long count = leaks.stream().mapToLong(l -> l.group().count()).sum();
        long tests = leaks.stream().map(l -> l.folder() + l.test()).distinct().count();
        out.println(
                leaks.isEmpty()
                        ? "stanch: no goroutines left behind in %s"
                                .formatted(counted(programs, "package"))
                        : "stanch: %s left behind by %s"
                                .formatted(counted(count, "goroutine"), counted(tests, "test")));
        TestFindings findings = new TestFindings();
        for (Leftover leftover : leaks) {
            Finding finding = findings.of(leftover);
            out.println();
            out.println(
                    (leftover.test().isEmpty()
                                    ? "no test (init, TestMain or the package)"
                                    : leftover.test())
                            + "  "
                            + relative(leftover.folder()));
            out.println(
                    "   %s, %s: %s"
                            .formatted(
                                    finding.confidence().id(),
                                    leftover.group().state(),
                                    counted(leftover.group().count(), "goroutine")));
            out.println("   where    " + place(finding.site().file(), finding.site().line()));
            out.println("            " + finding.site().function());
            CreatedBy by = leftover.group().createdBy();
            if (by != null) {
                out.println("   started  " + place(by.file(), by.line()));
                out.println("            " + by.function());
            }
        }
        if (!byRight.isEmpty()) {
            long right = byRight.stream().mapToLong(l -> l.group().count()).sum();
            out.println();
            out.println(
                    counted(right, "goroutine")
                            + " ignored"
                            + (showIgnored ? ":" : " (--show-ignored lists them)"));
        }
        if (showIgnored) {
            for (Leftover leftover : byRight) {
                out.println(
                        "   %d at %s: %s"
                                .formatted(
                                        leftover.group().count(),
                                        findings.of(leftover).site().function(),
                                        leftover.known()));
            }
        }
    }

    private void json(int programs, List<Leftover> leaks, Instant started) throws IOException {
        TestFindings findings = new TestFindings();
        List<Finding> found = leaks.stream().map(findings::of).toList();
        StringBuilder text = new StringBuilder();
        new JsonReport()
                .write(
                        List.of(
                                new Report(
                                        "go test " + String.join(" ", words),
                                        started,
                                        Duration.between(started, Instant.now()).toMillis()
                                                / 1000.0,
                                        programs == 0
                                                ? Verdict.UNSURE
                                                : found.isEmpty() ? Verdict.CLEAN : Verdict.LEAKING,
                                        counted(found.size(), "leak"),
                                        found,
                                        List.of(),
                                        null,
                                        Map.of(),
                                        null,
                                        0,
                                        null,
                                        List.of(),
                                        programs == 0
                                                ? List.of("no test program ran to its end")
                                                : List.of())),
                        text);
        terminal.out().print(text);
    }

    /** Annotations of GitHub's workflow commands. */
    private void github(List<Leftover> leaks) {
        TestFindings findings = new TestFindings();
        for (Leftover leftover : leaks) {
            Finding finding = findings.of(leftover);
            terminal.out()
                    .println(
                            "::error file=%s,line=%d,title=goroutine leak::%s leaves %s in %s behind"
                                    .formatted(
                                            relative(finding.site().file()),
                                            finding.site().line(),
                                            leftover.test().isEmpty()
                                                    ? "the package"
                                                    : leftover.test(),
                                            counted(leftover.group().count(), "goroutine"),
                                            leftover.group().state()));
        }
    }

    private static String counted(long count, String what) {
        return count == 1 ? "1 " + what : "%,d %ss".formatted(count, what);
    }

    private String place(String file, int line) {
        return relative(file) + ":" + line;
    }

    private String relative(String path) {
        Path here = folder.toAbsolutePath().normalize();
        Path absolute = Path.of(path);
        if (!absolute.startsWith(here)) {
            return path;
        }
        String shown = here.relativize(absolute).toString();
        return shown.isEmpty() ? "." : shown;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
