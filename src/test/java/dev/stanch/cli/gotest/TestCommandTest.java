package dev.stanch.cli.gotest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stanch.Installed;
import dev.stanch.cli.ExitCode;
import dev.stanch.cli.Terminal;
import dev.stanch.report.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The tests of {@code lab/gotest}, whose leaks are planted. */
class TestCommandTest {
    private static final Path PLANTED = Path.of("lab/gotest").toAbsolutePath();
    private static final Pattern BLOCK =
            Pattern.compile(
                    "\\n\\n(\\S+|no test \\(.*?\\))  \\S+\\n   \\w+, (.*?): (\\d+) goroutines?\\n   where .*\\n +(\\S+)\\n");

    @TempDir private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void needsGo() throws InterruptedException {
        assumeTrue(Installed.runs("go", "version"), "go is not there: no tests are run");
    }

    private int run(String... words) {
        out.reset();
        err.reset();
        Terminal terminal =
                Terminal.plain(
                        new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        return new CommandLine(new TestCommand(terminal, PLANTED)).execute(words);
    }

    private String text() {
        return out.toString(UTF_8);
    }

    @Test
    void blamesEveryPlantedLeakOnItsTestAndNothingElse() throws Exception {
        assertThat(run(".", "./started", "./healthy")).isEqualTo(ExitCode.FINDINGS);
        List<String> found = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(text());
        for (int at = 0; blocks.find(at); at = blocks.end() - 1) {
            String test = blocks.group(1).startsWith("no test") ? "" : blocks.group(1);
            found.add(String.join("\t", test, blocks.group(3), blocks.group(2), blocks.group(4)));
        }
        List<String> truth =
                Files.readAllLines(PLANTED.resolve("truth.tsv")).stream()
                        .filter(line -> !line.startsWith("#"))
                        .toList();
        assertThat(found).containsExactlyInAnyOrderElementsOf(truth);
        assertThat(text())
                .contains("ok  \tstanch.dev/planted\t")
                .contains("--- FAIL: TestFails")
                .contains("stanch: 38 goroutines left behind by 34 tests")
                .contains("proven, chan receive (nil chan): 1 goroutine");
    }

    @Test
    void aHealthyPackageIsCleanAndWhatItKeepsHasAReason() {
        assertThat(run("--show-ignored", "./healthy")).isEqualTo(ExitCode.NOTHING_FOUND);
        assertThat(text())
                .contains("stanch: no goroutines left behind in 1 package")
                .contains("a server's connection between two requests")
                .contains("listens for connections");
    }

    @Test
    void withoutAncestorsAGrandchildIsNobodys() {
        run("--no-ancestors", "-run", "TestGrandchild|TestSend", ".");
        assertThat(text()).contains("TestSend  .").doesNotContain("TestGrandchild  .");
        run("-run", "TestGrandchild|TestSend", ".");
        assertThat(text()).contains("TestSend  .").contains("TestGrandchild  .");
    }

    @Test
    void flagsGoToGoTest() {
        assertThat(run("-v", "-run", "TestNested/a/b", ".")).isEqualTo(ExitCode.FINDINGS);
        assertThat(text())
                .contains("=== RUN   TestNested/a/b/c_d")
                .doesNotContain("TestReceive")
                .contains("TestNested/a/b/c_d  .");
    }

    @Test
    void aBaselineLeavesOnlyWhatIsNew() {
        String file = folder.resolve("known.txt").toString();
        run("--write-baseline", file, "-run", "TestSend|TestThree", ".");
        assertThat(run("--baseline", file, "-run", "TestSend|TestThree", "."))
                .isEqualTo(ExitCode.NOTHING_FOUND);
        assertThat(run("--baseline", file, "-run", "TestSend|TestSelect$", "."))
                .isEqualTo(ExitCode.FINDINGS);
        assertThat(text()).contains("TestSelect  .").doesNotContain("TestSend  .");
    }

    @Test
    void whatIsIgnoredByNameIsNoLeak() {
        assertThat(run("--ignore", "planted\\.(send|.*Leak)$", "-run", "TestSend", "."))
                .isEqualTo(ExitCode.NOTHING_FOUND);
    }

    @Test
    void jsonStandsAloneOnStandardOutput() throws IOException {
        assertThat(run("--format", "json", "-run", "TestSelectWithoutCases", "."))
                .isEqualTo(ExitCode.FINDINGS);
        assertThat(text())
                .startsWith("{")
                .contains("\"confidence\" : \"proven\"")
                .contains("\"test\" : \"TestSelectWithoutCases\"")
                .contains("\"package\" : \"" + PLANTED)
                .contains("left behind by TestSelectWithoutCases in " + PLANTED);
        assertThat(Schema.report().problems(text())).isEmpty();
        assertThat(err.toString(UTF_8)).contains("ok  \tstanch.dev/planted\t");
    }

    @Test
    void annotationsForGitHubNameFileAndLine() {
        run("--format", "github", "-run", "TestThree", ".");
        assertThat(text())
                .contains(
                        "::error file=planted_test.go,line=26,title=goroutine leak::TestThree leaves"
                                + " 3 goroutines in chan receive behind");
    }

    @Test
    void aPackageThatDoesNotBuildIsUnsure() {
        assertThat(run("./absent")).isEqualTo(ExitCode.FINDINGS);
        assertThat(text()).contains("no test program ran to its end");
    }

    /** Tests that leave something, with how many goroutines, of one package. */
    private List<String> left(String... words) {
        run(words);
        List<String> found = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(text());
        for (int at = 0; blocks.find(at); at = blocks.end() - 1) {
            found.add(blocks.group(1) + " " + blocks.group(2) + " " + blocks.group(3));
        }
        return found;
    }

    @Test
    void benchmarksFuzzTestsExamplesAndTimersAreToldApart() {
        assertThat(left("-bench", ".", "-benchtime", "1x", "./kinds"))
                .containsExactlyInAnyOrder(
                        "BenchmarkLeaks chan receive 1",
                        "BenchmarkSub/leaks chan receive 1",
                        "FuzzBody chan receive 1",
                        "FuzzSeeds/seed#1 chan receive 1",
                        "Example_leaks chan receive 1",
                        "TestAfterFunc chan receive 1",
                        "TestAfterFuncLate chan receive 1",
                        "TestContextAfterFunc chan receive 1",
                        "TestChain chan receive 1",
                        "TestChain chan receive 300");
    }

    @Test
    void aPanickingTestIsAnalysed() {
        assertThat(left("./panics"))
                .containsExactly("TestBefore chan receive 1", "TestPanics chan send 1");
        assertThat(text()).contains("panic: on purpose").doesNotContain("incomplete:");
    }

    @Test
    void aTestThatHangsIsNamedAndItsGoroutinesAreNoLeaks() {
        assertThat(left("-timeout", "1s", "./hangs")).containsExactly("TestBefore chan receive 1");
        assertThat(text())
                .contains("stanch: 1 goroutine left behind by 1 test")
                .contains("TestHangs/inner  hangs\n   chan receive: 1 goroutine")
                .contains("TestHangs  hangs\n   sleep: 1 goroutine")
                .contains("the program ended while TestHangs/inner ran");
    }

    @Test
    void aProgramThatDiesTellsInWhoseGoroutine() {
        assertThat(left("./dies")).isEmpty();
        assertThat(text()).contains("stanch: unsure: ");
        if (text().contains("unknown")) {
            assertThat(text()).contains("while TestRuns ran");
        }
    }

    @Test
    void whatTestMainStopsAfterTheTestsIsNotLeft() throws Exception {
        assertThat(run("./teardown")).isEqualTo(ExitCode.NOTHING_FOUND);
    }

    @Test
    void aTestThatExitsIsAnalysed() throws Exception {
        assertThat(left("./exits")).containsExactly("TestBefore chan receive 1");
        assertThat(text()).contains("TestExits  exits").contains("while TestExits ran");
    }

    @Test
    void memoryThatEachRoundLeavesIsTold() {
        run("--memory", "-count=7", "./grows");
        assertThat(text())
                .contains("stanch: memory grows at 2 lines with every round")
                .contains("likely, in use after a collection rose in each of 6 rounds of -count")
                .contains("planted/grows.keep")
                .contains("planted/grows.TestCaches")
                .doesNotContain("TestFillsOnce")
                .doesNotContain("TestGivesBack");
    }

    @Test
    void leaksThatNeedLuckComeWithTheRunThatHadIt() {
        assertThat(run("./luck")).isEqualTo(ExitCode.NOTHING_FOUND);
        assertThat(run("--repeat", "5", "--perturb", "./luck")).isEqualTo(ExitCode.FINDINGS);
        assertThat(text()).containsPattern("seen {5}in \\d of 5 runs, first .*-shuffle=\\d");
        assertThat(run("--repeat", "2", "./luck")).isEqualTo(ExitCode.NOTHING_FOUND);
        assertThat(text()).contains("a leak that needs luck may not have shown itself");
    }

    @Test
    void goleaksWaysToIgnoreExist() {
        String send = "stanch.dev/planted.send";
        assertThat(left("--ignore-top", send, "-run", "TestSend$", "."))
                .doesNotContain("TestSend chan send 1");
        assertThat(left("--ignore-any", send, "-run", "TestSend$", "."))
                .doesNotContain("TestSend chan send 1");
        assertThat(
                        left(
                                "--ignore-creator",
                                "stanch.dev/planted.TestSend",
                                "-run",
                                "TestSend$",
                                "."))
                .doesNotContain("TestSend chan send 1")
                .isNotEmpty();
        assertThat(left("--ignore-package", "stanch.dev/planted", "-run", "TestSend$", "."))
                .isEmpty();
    }

    @Test
    void sarifAndJunitNameTestFileAndLine() throws IOException {
        run("--format", "sarif", "-run", "TestThree", ".");
        assertThat(Schema.sarif().problems(text())).isEmpty();
        assertThat(text())
                .contains("\"version\" : \"2.1.0\"")
                .contains("3 goroutines, left by TestThree")
                .contains("\"uri\" : \"planted_test.go\"")
                .contains("\"startLine\" : 26");
        run("--format", "junit", "-run", "TestThree", ".");
        assertThat(text())
                .startsWith("<?xml")
                .contains("name=\"TestThree\"><failure type=\"blocked-goroutine\"");
    }
}
