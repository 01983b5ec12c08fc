package dev.stanch.diagnosis.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.diagnosis.rule.Scene.Allocated;
import dev.stanch.diagnosis.rule.Scene.Dumped;
import dev.stanch.diagnosis.rule.Scene.Waiting;
import dev.stanch.leak.Cause;
import dev.stanch.leak.Confidence;
import dev.stanch.leak.Finding;
import dev.stanch.leak.Report;
import dev.stanch.leak.Verdict;
import dev.stanch.profile.ProfileBuilder.Frame;
import dev.stanch.scan.CodeFacts;
import dev.stanch.scan.MemorySources;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class GoroutineRulesTest {
    private static final int SECONDS = 20;
    private static final String ASK =
            """
            func ask() int {
                answers := make(chan int)
                go func() { // start
                    answers <- compute() // wait
                }()
                select {
                case a := <-answers:
                    return a
                default:
                    return 0
                }
            }

            func compute() int { return 1 }
            """;
    private static final String SEND = "runtime.chansend runtime.chansend1";
    private static final String RECEIVE = "runtime.chanrecv runtime.chanrecv1";

    /** Profiles each second; the dumps at 1 s and 20 s share the goroutines of the first. */
    private static Scene stays(
            Scene scene, List<Frame> stack, String state, String function, IntUnaryOperator count) {
        watched(scene, stack, count);
        List<Frame> told = stack.stream().filter(f -> f.file().equals(Scene.FILE)).toList();
        scene.dump(1, group(scene, 100, count.applyAsInt(1), state, told, function));
        return scene.dump(20, group(scene, 100, count.applyAsInt(20), state, told, function));
    }

    /** The same, but whoever was there at 1 s has gone at 20 s. */
    private static Scene leaves(
            Scene scene, List<Frame> stack, String state, String function, IntUnaryOperator count) {
        watched(scene, stack, count);
        List<Frame> told = stack.stream().filter(f -> f.file().equals(Scene.FILE)).toList();
        scene.dump(1, group(scene, 100, count.applyAsInt(1), state, told, function));
        return scene.dump(20, group(scene, 9000, count.applyAsInt(20), state, told, function));
    }

    private static void watched(Scene scene, List<Frame> stack, IntUnaryOperator count) {
        for (int second = 0; second <= SECONDS; second++) {
            scene.goroutines(second, new Waiting(stack, count.applyAsInt(second)));
        }
    }

    private static Dumped group(
            Scene scene, long id, int count, String state, List<Frame> frames, String function) {
        return new Dumped(
                id, count, state, frames, function + " in goroutine 1", scene.line("start"));
    }

    private static int twoEachSecond(int second) {
        return 10 + 2 * second;
    }

    @Test
    void sendersThatNobodyReceivesFromAreBlocked() {
        Scene scene = Scene.of(ASK);
        Finding finding =
                stays(
                                scene,
                                Scene.waits(SEND, scene.frame("main.ask.func1", "wait")),
                                "chan send, 2 minutes",
                                "main.ask",
                                GoroutineRulesTest::twoEachSecond)
                        .finding();
        assertThat(finding.cause()).isEqualTo(Cause.BLOCKED_GOROUTINE);
        assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(finding.site()).isEqualTo(scene.site("main.ask.func1", "wait"));
        assertThat(finding.origin()).isEqualTo(scene.site("main.ask", "start"));
        assertThat(finding.waitReason()).isEqualTo("chan send");
        assertThat(finding.waitMinSeconds()).isEqualTo(120);
        assertThat(finding.count()).isEqualTo(50);
        assertThat(finding.ratePerSecond()).isEqualTo(2);
        assertThat(finding.why()).contains("answers", "unbuffered");
        assertThat(finding.fix().example()).contains("make(chan", ", 1)");
        assertThat(scene.judge().verdict()).isEqualTo(Verdict.LEAKING);
    }

    @Test
    void goroutinesOfWhichNoneStaysAreTheLoadOfRequests() {
        Scene scene = Scene.of(ASK);
        Report report =
                leaves(
                                scene,
                                Scene.waits(SEND, scene.frame("main.ask.func1", "wait")),
                                "chan send",
                                "main.ask",
                                GoroutineRulesTest::twoEachSecond)
                        .judge();
        assertThat(report.findings()).isEmpty();
        assertThat(report.verdict()).isNotEqualTo(Verdict.LEAKING);
    }

    @Test
    void aPoolThatHasReachedItsSizeIsClean() {
        Scene scene = Scene.of(ASK);
        Scene watched =
                stays(
                        scene,
                        Scene.waits(RECEIVE, scene.frame("main.ask.func1", "wait")),
                        "chan receive",
                        "main.ask",
                        second -> Math.min(40, 8 * second));
        for (int second = 0; second <= SECONDS; second += 4) {
            watched.heap(second);
        }
        assertThat(watched.judge().findings()).isEmpty();
        assertThat(watched.judge().verdict()).isEqualTo(Verdict.CLEAN);
    }

    @Test
    void twoProfilesAreNoEvidenceButAHint() {
        Scene scene = Scene.of(ASK);
        List<Frame> stack = Scene.waits(SEND, scene.frame("main.ask.func1", "wait"));
        Report report =
                scene.goroutines(0, new Waiting(stack, 10))
                        .goroutines(30, new Waiting(stack, 400))
                        .judge();
        assertThat(report.findings()).hasSize(1);
        assertThat(report.findings().getFirst().confidence()).isEqualTo(Confidence.SUSPECT);
        assertThat(report.verdict()).isEqualTo(Verdict.UNSURE);
        assertThat(report.incomplete())
                .anyMatch(line -> line.contains("two points are no evidence"));
    }

    /**
     * With 100,000 goroutines a profile is too dear to take often, but their number costs nothing.
     */
    @Test
    void thePlaceThatGainsWhatTheWholeGainsGrowsWithIt() {
        Scene scene = Scene.of(ASK);
        List<Frame> stack = Scene.waits(SEND, scene.frame("main.ask.func1", "wait"));
        for (int second = 0; second <= 30; second++) {
            scene.metrics(second, "go_goroutines " + (100_000 + 50 * second));
        }
        Finding finding =
                scene.goroutines(2, new Waiting(stack, 100_090))
                        .goroutines(28, new Waiting(stack, 101_390))
                        .finding();
        assertThat(finding.cause()).isEqualTo(Cause.BLOCKED_GOROUTINE);
        assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(finding.site()).isEqualTo(scene.site("main.ask.func1", "wait"));
        assertThat(finding.ratePerSecond()).isEqualTo(50.0);
    }

    private static Scene waitsInSelect(String arms) {
        return Scene.of(
                """
                import "time"

                var results = make(chan int)
                var quit = make(chan bool)
                var _ = time.Second

                func start() {
                    go wait() // start
                }

                func wait() {
                    select { // wait
                %s
                    }
                }
                """
                        .formatted(arms));
    }

    private static Finding selectFinding(Scene scene) {
        return stays(
                        scene,
                        Scene.waits("runtime.selectgo", scene.frame("main.wait", "wait")),
                        "select",
                        "main.start",
                        GoroutineRulesTest::twoEachSecond)
                .finding();
    }

    @Test
    void aSelectWithAWayOutByTimeIsOnlySuspect() {
        Finding finding =
                selectFinding(
                        waitsInSelect(
                                """
                                case <-results:
                                case <-time.After(time.Minute):
                                    return
                                """));
        assertThat(finding.confidence()).isEqualTo(Confidence.SUSPECT);
        assertThat(finding.cause()).isEqualTo(Cause.BLOCKED_GOROUTINE);
    }

    @Test
    void theSameSelectWithoutTheTimerIsLikely() {
        Finding finding = selectFinding(waitsInSelect("case <-results:\ncase <-quit:\n"));
        assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(finding.cause()).isEqualTo(Cause.BLOCKED_GOROUTINE);
    }

    private static final String TICKS =
            """
            import "time"

            func watch() {
                go func() { // start
                    ticker := time.NewTicker(time.Second)
                    for range ticker.C { // wait
                        beat()
                    }
                }()
            }

            func beat() {}
            """;

    private static Finding tickerFinding(Scene scene) {
        return stays(
                        scene,
                        Scene.waits(
                                "runtime.chanrecv runtime.chanrecv2",
                                scene.frame("main.watch.func1", "wait")),
                        "chan receive",
                        "main.watch",
                        GoroutineRulesTest::twoEachSecond)
                .finding();
    }

    @Test
    void aLoopOverTicksIsAnUnstoppedTimer() {
        Scene scene = Scene.of(TICKS);
        Finding finding = tickerFinding(scene);
        assertThat(finding.cause()).isEqualTo(Cause.UNSTOPPED_TIMER);
        assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(finding.site()).isEqualTo(scene.site("main.watch.func1", "wait"));
        assertThat(finding.origin()).isEqualTo(scene.site("main.watch", "start"));
    }

    @Test
    void withoutSourceTheExecutableTellsTheTicker() {
        Scene text = Scene.of(TICKS);
        var call = new Calls.Call(text.site("main.watch.func1", "wait"), "time.NewTicker");
        Finding finding = tickerFinding(Scene.withoutSource(TICKS, call));
        assertThat(finding.cause()).isEqualTo(Cause.UNSTOPPED_TIMER);
        assertThat(finding.evidence()).anyMatch(e -> e.source().equals("executable"));
    }

    @Test
    void withoutSourceAndExecutableItIsAGoroutineThatWaits() {
        assertThat(tickerFinding(Scene.withoutSource(TICKS)).cause())
                .isEqualTo(Cause.BLOCKED_GOROUTINE);
    }

    /**
     * Time wakes each of them, and still none leaves: they wait in a loop, if not for very long.
     */
    @Test
    void withoutSourceWhoOutlivesItsTimerMayBeInALoop() {
        Scene text = Scene.of(TICKS);
        var call = new Calls.Call(text.site("main.watch.func1", "wait"), "time.After");
        Finding finding = tickerFinding(Scene.withoutSource(TICKS, call));
        assertThat(finding.cause()).isEqualTo(Cause.ENDLESS_GOROUTINE);
        assertThat(finding.confidence()).isEqualTo(Confidence.SUSPECT);
    }

    private static Finding sleepers(String sleeper, String caller) {
        Scene scene =
                Scene.withoutSource(
                        """
                        func work() {
                            task() // call
                        }

                        func start() {
                            go work() // start
                        }

                        var task = func() {
                            wait() // wait
                        }
                        """);
        return stays(
                        scene,
                        Scene.waits(
                                "time.Sleep",
                                scene.frame(sleeper, "wait"),
                                scene.frame(caller, "call")),
                        "sleep",
                        "main.start",
                        GoroutineRulesTest::twoEachSecond)
                .finding();
    }

    @Test
    void withoutSourceATaskThatSleepsInAWorkerIsOnlySuspect() {
        Finding task = sleepers("main.ask.func1", "main.(*pool).work");
        assertThat(task.confidence()).isEqualTo(Confidence.SUSPECT);
        Finding own = sleepers("main.work.func1", "main.work");
        assertThat(own.cause()).isEqualTo(Cause.ENDLESS_GOROUTINE);
        assertThat(own.confidence()).isEqualTo(Confidence.LIKELY);
    }

    private static final String POLL =
            """
            import "time"

            func follow() {
                go poll() // start
            }

            func poll() {
                for {
                    time.Sleep(time.Second) // wait
                }
            }
            """;

    @Test
    void aLoopThatSleepsIsEndless() {
        Scene scene = Scene.of(POLL);
        Finding finding =
                stays(
                                scene,
                                Scene.waits("time.Sleep", scene.frame("main.poll", "wait")),
                                "sleep",
                                "main.follow",
                                GoroutineRulesTest::twoEachSecond)
                        .finding();
        assertThat(finding.cause()).isEqualTo(Cause.ENDLESS_GOROUTINE);
        assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(finding.site()).isEqualTo(scene.site("main.poll", "wait"));
        assertThat(finding.origin()).isEqualTo(scene.site("main.follow", "start"));
    }

    @Test
    void sleepersThatComeAndGoAreNoLoop() {
        Scene scene = Scene.of(POLL);
        assertThat(
                        leaves(
                                        scene,
                                        Scene.waits("time.Sleep", scene.frame("main.poll", "wait")),
                                        "sleep",
                                        "main.follow",
                                        GoroutineRulesTest::twoEachSecond)
                                .judge()
                                .findings())
                .isEmpty();
    }

    private static final String FOREVER =
            """
            func main() {
                go park() // start
                select {} // main
            }

            func park() {
                select {} // wait
            }
            """;

    @Test
    void theSelectWithoutCasesAtTheEndOfMainIsNoLeak() {
        Scene scene = Scene.of(FOREVER);
        List<Frame> stack = Scene.waits("runtime.block", scene.frame("main.main", "main"));
        watched(scene, stack, _ -> 1);
        assertThat(scene.judge().findings()).isEmpty();
    }

    @Test
    void aSelectWithoutCasesElsewhereIsProvenWithoutGrowth() {
        Scene scene = Scene.of(FOREVER);
        Finding finding =
                stays(
                                scene,
                                Scene.waits("runtime.block", scene.frame("main.park", "wait")),
                                "select (no cases)",
                                "main.main",
                                _ -> 3)
                        .finding();
        assertThat(finding.cause()).isEqualTo(Cause.BLOCKED_GOROUTINE);
        assertThat(finding.confidence()).isEqualTo(Confidence.PROVEN);
        assertThat(finding.count()).isEqualTo(3);
    }

    @Test
    void oneGoroutineThatBlocksForEverIsProvenToo() {
        Scene scene = Scene.of(FOREVER);
        Finding finding =
                stays(
                                scene,
                                Scene.waits("runtime.block", scene.frame("main.park", "wait")),
                                "select (no cases)",
                                "main.main",
                                _ -> 1)
                        .finding();
        assertThat(finding.confidence()).isEqualTo(Confidence.PROVEN);
    }

    @Test
    void aNilChannelInTheDumpIsProven() {
        Scene scene = Scene.of(ASK);
        Finding finding =
                stays(
                                scene,
                                Scene.waits(RECEIVE, scene.frame("main.ask.func1", "wait")),
                                "chan receive (nil chan)",
                                "main.ask",
                                GoroutineRulesTest::twoEachSecond)
                        .finding();
        assertThat(finding.confidence()).isEqualTo(Confidence.PROVEN);
        assertThat(finding.waitReason()).isEqualTo("chan receive (nil chan)");
    }

    @Test
    void whatTheRuntimeMarksAsLeakedIsProvenThoughItDoesNotGrow() {
        Scene scene = Scene.of(ASK);
        List<Frame> stack = Scene.waits(SEND, scene.frame("main.ask.func1", "wait"));
        watched(scene, stack, _ -> 12);
        scene.leaked(19, new Waiting(stack, 12));
        Finding finding = scene.finding();
        assertThat(finding.cause()).isEqualTo(Cause.BLOCKED_GOROUTINE);
        assertThat(finding.confidence()).isEqualTo(Confidence.PROVEN);
        assertThat(finding.evidence())
                .anyMatch(e ->
                        e.source().equals("goroutineleak profile")
                                && Double.valueOf(12).equals(e.value()));
    }

    @Test
    void withoutTheMarkTheSameGoroutinesAreNothing() {
        Scene scene = Scene.of(ASK);
        watched(scene, Scene.waits(SEND, scene.frame("main.ask.func1", "wait")), _ -> 12);
        assertThat(scene.judge().findings()).isEmpty();
    }

    @Test
    void memoryOfTheGoroutinesIsPartOfTheirFinding() {
        Scene scene =
                Scene.of(
                        """
                        func ask() {
                            answers := make(chan []byte)
                            go func() { // start
                                buffer := make([]byte, 65536) // memory
                                answers <- buffer // wait
                            }()
                        }
                        """);
        List<Frame> stack = Scene.waits(SEND, scene.frame("main.ask.func1", "wait"));
        List<Frame> allocates =
                List.of(scene.frame("main.ask.func1", "memory"), Scene.runtime("runtime.goexit"));
        stays(scene, stack, "chan send", "main.ask", GoroutineRulesTest::twoEachSecond);
        for (int second = 0; second <= SECONDS; second += 2) {
            long held = twoEachSecond(second);
            scene.heap(second, new Allocated(allocates, held, held, 65536));
        }
        Finding finding = scene.finding();
        assertThat(finding.cause()).isEqualTo(Cause.BLOCKED_GOROUTINE);
        assertThat(finding.bytes()).isEqualTo(50L * (65536 + 2048 + 448));
        assertThat(finding.evidence()).anyMatch(e -> e.text().startsWith("with it grows"));
    }

    @Test
    void memoryOfAnotherFunctionIsAnotherLeak() {
        Scene scene =
                Scene.of(
                        """
                        var log [][]byte

                        func ask() {
                            answers := make(chan int)
                            go func() { // start
                                answers <- 1 // wait
                            }()
                        }

                        func note() {
                            log = append(log, make([]byte, 65536)) // memory
                        }
                        """);
        List<Frame> stack = Scene.waits(SEND, scene.frame("main.ask.func1", "wait"));
        List<Frame> allocates = List.of(scene.frame("main.note", "memory"));
        stays(scene, stack, "chan send", "main.ask", GoroutineRulesTest::twoEachSecond);
        for (int second = 0; second <= SECONDS; second += 2) {
            long held = twoEachSecond(second);
            scene.heap(second, new Allocated(allocates, held, held, 65536));
        }
        assertThat(scene.judge().findings())
                .extracting(Finding::cause)
                .containsExactlyInAnyOrder(Cause.BLOCKED_GOROUTINE, Cause.GROWING_COLLECTION);
    }

    @Test
    void goroutinesThatOneStatementStartsAreOneFinding() {
        Scene scene =
                Scene.of(
                        """
                        var lines = make(chan string)
                        var acks = make(chan bool)

                        func serve() {
                            go read() // start
                            go write() // second
                        }

                        func read() {
                            lines <- "x" // wait
                        }

                        func write() {
                            <-acks // other
                        }
                        """);
        Frame reads = scene.frame("main.read", "wait");
        Frame writes = scene.frame("main.write", "other");
        for (int second = 0; second <= SECONDS; second++) {
            int count = twoEachSecond(second);
            scene.goroutines(
                    second,
                    new Waiting(Scene.waits(SEND, reads), count),
                    new Waiting(Scene.waits(RECEIVE, writes), count));
        }
        for (int second : List.of(1, 20)) {
            int count = twoEachSecond(second);
            String started = "main.serve in goroutine 1";
            scene.dump(
                    second,
                    new Dumped(
                            100, count, "chan send", List.of(reads), started, scene.line("start")),
                    new Dumped(
                            5000,
                            count,
                            "chan receive",
                            List.of(writes),
                            started,
                            scene.line("second")));
        }
        Finding finding = scene.finding();
        assertThat(finding.site()).isEqualTo(scene.site("main.read", "wait"));
        assertThat(finding.count()).isEqualTo(50);
        assertThat(finding.bytes()).isEqualTo(2 * 50L * (2048 + 448));
        assertThat(finding.evidence())
                .anyMatch(e -> e.text().startsWith("with them grow 50 goroutines in main.write"));
    }

    private static final String FETCH =
            """
            import "net/http"

            func fetch(url string) bool {
                answer, err := http.Get(url) // call
                if err != nil {
                    return false
                }
                if answer.StatusCode != 200 {
                    return false
                }
                return true
            }
            """;

    private static Scene connections(Scene scene) {
        List<Frame> reads =
                Scene.waits(
                        "runtime.selectgo",
                        Scene.standard(
                                "net/http.(*persistConn).readLoop", "net/http/transport.go"));
        for (int second = 0; second <= SECONDS; second++) {
            scene.goroutines(second, new Waiting(reads, twoEachSecond(second)));
        }
        // The user's file is seen on another stack only.
        Frame serves = scene.frame("main.fetch", "call");
        return scene.goroutines(21, new Waiting(reads, 52), new Waiting(List.of(serves), 1));
    }

    @Test
    void goroutinesOfALibraryAreToldAtTheUsersLineThatOwesTheClose() {
        Scene scene = Scene.of(FETCH);
        Finding finding = connections(scene).finding();
        assertThat(finding.site()).isEqualTo(scene.site("main.fetch", "call"));
        assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(finding.cause()).isEqualTo(Cause.BLOCKED_GOROUTINE);
        assertThat(finding.fix().example()).contains("Body.Close");
    }

    @Test
    void goroutinesOfALibraryAloneAreSuspect() {
        Finding finding = connections(Scene.withoutSource(FETCH)).finding();
        assertThat(finding.confidence()).isEqualTo(Confidence.SUSPECT);
    }

    @Test
    void whatGrewBeforeARestartIsNotJudged() {
        Scene scene = Scene.of(ASK);
        List<Frame> stack = Scene.waits(SEND, scene.frame("main.ask.func1", "wait"));
        for (int second = 0; second <= 15; second++) {
            scene.goroutines(second, new Waiting(stack, 100 * second));
            scene.metrics(second, "go_gc_duration_seconds_count " + (50 + second));
        }
        for (int second = 16; second <= 26; second++) {
            scene.metrics(second, "go_gc_duration_seconds_count " + (second - 15));
            scene.goroutines(second, new Waiting(stack, 4));
        }
        Report report = scene.judge();
        assertThat(report.findings()).isEmpty();
        assertThat(report.incomplete())
                .anyMatch(line -> line.startsWith("the target restarted after 16 s"));
        assertThat(report.verdict()).isEqualTo(Verdict.UNSURE);
    }

    @Test
    void theMadeUpSourcesSayWhatTheTestsMean() {
        var facts = new CodeFacts(new MemorySources(Map.of(Scene.FILE, "package main\n\n" + ASK)));
        Scene scene = Scene.of(ASK);
        assertThat(facts.waitAt(Scene.FILE, scene.line("wait")).orElseThrow().channel())
                .isEqualTo("answers");
    }
}
