package dev.stanch.cli;

import static dev.stanch.cli.Ran.stanch;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The main job on a target that is well: what it finds, what it says, what it costs. */
@Timeout(120)
class RunningTargetTest {
    private FakeTarget target;

    @BeforeEach
    void start() throws IOException {
        target = FakeTarget.start();
    }

    @AfterEach
    void stop() {
        target.close();
    }

    @Test
    void theReportFollowsTheContract() throws Exception {
        FakeService.leaking().serve(target);
        Ran ran = json("--for", "3s");
        assertThat(ran.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(ran.err()).isEmpty();
        Map<String, Object> report = ran.report();
        assertThat(report)
                .containsEntry("schema", "stanch.report/1")
                .containsEntry("target", target.url())
                .containsEntry("verdict", "unsure")
                .containsKeys("started", "seconds", "findings", "incomplete");
        Map<String, Object> finding = ran.findings().getFirst();
        assertThat(finding)
                .containsEntry("cause", "blocked-goroutine")
                .containsEntry("confidence", "suspect")
                .containsEntry("wait", "chan send")
                .containsEntry(
                        "site",
                        Map.of(
                                "function",
                                "shop.(*Hub).publish",
                                "file",
                                "/src/shop/hub.go",
                                "line",
                                88))
                .containsKey("origin")
                .containsKeys(
                        "holder",
                        "wait_min_seconds",
                        "count",
                        "rate_per_second",
                        "bytes",
                        "bytes_per_second",
                        "seconds_to_limit",
                        "evidence",
                        "why",
                        "fix");
        assertThat(ran.incomplete()).anyMatch(line -> line.startsWith("observed for "));
    }

    @Test
    void theTargetIsAskedOneThingAtATimeAndEachRequestIsCounted() throws Exception {
        FakeService.leaking().serve(target);
        Ran ran = json("--for", "3s");
        assertThat(target.mostAtOnce()).isEqualTo(1);
        assertThat(ran.report()).containsEntry("requests", target.requests().size());
    }

    @Test
    void fiftyThousandGoroutinesAreNeverDumped() throws Exception {
        new FakeService(0, 0, "shop", new FakeService.Clock(), 50_000).serve(target);
        Ran ran = json("--for", "3s");
        assertThat(target.requests()).noneMatch(request -> request.contains("debug=2"));
        assertThat(ran.incomplete())
                .contains(
                        "no goroutine dump: with 50,000 goroutines it would stop the target for too long, so go statements and who stays are not known");
    }

    @Test
    void theyAreNotDumpedEitherWhenTheProfileThatCountsThemFails() throws Exception {
        new FakeService(0, 0, "shop", new FakeService.Clock(), 50_000).serve(target);
        target.on("/debug/pprof/goroutine", 500, "no");
        json("--for", "3s");
        assertThat(target.requests()).noneMatch(request -> request.contains("debug=2"));
    }

    @Test
    void aSlowTargetIsAskedLessOften() throws Exception {
        FakeService service = FakeService.leaking();
        service.serve(target);
        for (String path : List.of("goroutine", "heap")) {
            FakeTarget.Answer quick = target.answer("/debug/pprof/" + path);
            target.on(
                    "/debug/pprof/" + path,
                    (exchange, nth) -> {
                        Thread.sleep(500);
                        quick.give(exchange, nth);
                    });
        }
        json("--for", "6s");
        assertThat(target.mostAtOnce()).isEqualTo(1);
        // one near the start and one at the end of each; without the budget there would be six
        assertThat(target.requests("/debug/pprof/heap")).isEqualTo(2);
        assertThat(target.requests().stream().filter("/debug/pprof/goroutine"::equals).count())
                .isEqualTo(2);
    }

    private Ran json(String... more) {
        String[] arguments = new String[more.length + 4];
        arguments[0] = "diagnose";
        arguments[1] = target.url();
        arguments[2] = "--format";
        arguments[3] = "json";
        System.arraycopy(more, 0, arguments, 4, more.length);
        return stanch(arguments);
    }
}
