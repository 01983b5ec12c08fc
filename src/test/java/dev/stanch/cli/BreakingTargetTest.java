package dev.stanch.cli;

import static dev.stanch.cli.Ran.stanch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.profile.ProfileBuilder;
import dev.stanch.profile.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Targets that break while they are watched: what could be read is reported, what could not stands
 * in {@code incomplete} with place and mend, and nothing is misread as a leak.
 */
@Timeout(120)
class BreakingTargetTest {
    private static final String GOROUTINE = "/debug/pprof/goroutine";
    private static final String HEAP = "/debug/pprof/heap";

    @Test
    void oneEndpointThatDiesLeavesTheOthers() throws Exception {
        try (FakeTarget target = FakeService.leaking().serve(FakeTarget.start())) {
            after(
                    target,
                    GOROUTINE,
                    2,
                    (exchange, nth) ->
                            FakeTarget.send(exchange, 500, FakeTarget.bytes("out of order")));
            Ran ran = watch(target, "6s");
            assertThat(ran.incomplete())
                    .contains(
                            target.url()
                                    + GOROUTINE
                                    + ": 500 Internal Server Error (out of order); see the target's log");
            assertThat(target.requests(HEAP)).isGreaterThan(2);
            assertThat(String.valueOf(ran.report().get("plots"))).contains("heap in use");
        }
    }

    @Test
    void aProfileThatIsCutOffIsNotCounted() throws Exception {
        try (FakeTarget target = FakeService.leaking().serve(FakeTarget.start())) {
            byte[] whole = FakeService.leaking().heapProfile(1 << 20);
            target.on(HEAP, Arrays.copyOf(whole, whole.length - 20));
            Ran ran = watch(target, "5s");
            assertThat(ran.incomplete())
                    .anyMatch(line ->
                            line.startsWith(target.url() + HEAP)
                                    && line.endsWith(": the profile is cut off; take it again"));
        }
    }

    @Test
    void aLengthThatPromisesMoreThanComesIsSaid() throws Exception {
        try (FakeTarget target = FakeService.leaking().serve(FakeTarget.start())) {
            byte[] whole = FakeService.leaking().heapProfile(1 << 20);
            target.on(
                    HEAP,
                    (exchange, nth) -> {
                        exchange.sendResponseHeaders(200, whole.length + 100);
                        exchange.getResponseBody().write(whole);
                        exchange.getResponseBody().flush();
                        throw new IOException("closes now");
                    });
            Ran ran = watch(target, "5s");
            assertThat(ran.incomplete())
                    .anyMatch(line ->
                            line.startsWith(target.url() + HEAP)
                                    && line.contains("the answer broke off before its end"));
        }
    }

    @Test
    void aLengthInsideAProfileThatIsALieIsSaid() throws Exception {
        byte[] lie = gzip(0x0a, 4, 8, 1, 16, 0, 0x7a, 0x80, 0x80, 0x80, 0x80, 0x05);
        try (FakeTarget target = FakeService.leaking().serve(FakeTarget.start())) {
            target.on(HEAP, lie);
            Ran ran = watch(target, "5s");
            assertThat(ran.incomplete())
                    .anyMatch(line ->
                            line.startsWith(target.url() + HEAP)
                                    && line.contains(
                                            ": no pprof profile (a length of 1342177280 at 12); "));
        }
    }

    @Test
    void aPageInsteadOfAProfileIsNamed() throws Exception {
        try (FakeTarget target = FakeService.leaking().serve(FakeTarget.start())) {
            target.on(GOROUTINE, 200, "<html>Session expired</html>");
            Ran ran = watch(target, "5s");
            assertThat(ran.incomplete())
                    .anyMatch(line ->
                            line.startsWith(target.url() + GOROUTINE)
                                    && line.contains(": an HTML page, not a profile; "));
        }
    }

    @Test
    void oneSlowEndpointDoesNotStarveTheOthers() throws Exception {
        try (FakeTarget target = FakeService.leaking().serve(FakeTarget.start())) {
            target.on(HEAP, (exchange, nth) -> Thread.sleep(60_000));
            Ran ran =
                    stanch(
                            "diagnose",
                            target.url(),
                            "--for",
                            "5s",
                            "--budget",
                            "100",
                            "--timeout",
                            "400ms",
                            "--format",
                            "json");
            assertThat(ran.incomplete())
                    .anyMatch(line ->
                            line.startsWith(target.url() + HEAP)
                                    && line.endsWith(
                                            ": not complete after 0.400 s; allow more with --timeout"));
            assertThat(target.requests(GOROUTINE)).isGreaterThan(3);
        }
    }

    @Test
    void emptyProfilesAreNoLeak() throws Exception {
        byte[] noGoroutine =
                FakeService.packed(
                        new ProfileBuilder(List.of(new ValueType("goroutine", "count"))).build());
        byte[] noHeap =
                FakeService.packed(
                        new ProfileBuilder(
                                        List.of(
                                                new ValueType("alloc_objects", "count"),
                                                new ValueType("alloc_space", "bytes"),
                                                new ValueType("inuse_objects", "count"),
                                                new ValueType("inuse_space", "bytes")))
                                .build());
        try (FakeTarget target = FakeService.idle().serve(FakeTarget.start())) {
            target.on(GOROUTINE, noGoroutine).on(HEAP, noHeap);
            Ran ran = watch(target, "3s");
            assertThat(ran.report()).containsEntry("verdict", "unsure");
            assertThat(ran.findings()).isEmpty();
            assertThat(ran.code()).isEqualTo(ExitCode.NOTHING_FOUND);
        }
    }

    @Test
    void emptyAnswersAreSaidToBeEmpty() throws Exception {
        try (FakeTarget target = FakeService.idle().serve(FakeTarget.start())) {
            target.on(GOROUTINE, new byte[0]);
            Ran ran = watch(target, "5s");
            assertThat(ran.incomplete())
                    .anyMatch(line ->
                            line.startsWith(target.url() + GOROUTINE)
                                    && line.contains(": an empty answer, not a profile; "));
        }
    }

    @Test
    void aRestartIsSaidAndCountsFromBeforeAreForgotten() throws Exception {
        FakeService service = new FakeService(0, 0, "shop", new FakeService.Clock(100), 500);
        try (FakeTarget target = service.serve(FakeTarget.start())) {
            FakeTarget.Answer before = target.answer("/debug/vars");
            target.on(
                    "/debug/vars",
                    (exchange, nth) -> {
                        if (nth == 4) {
                            service.clock().restart();
                        }
                        before.give(exchange, nth);
                    });
            Ran ran = watch(target, "6s");
            assertThat(ran.incomplete())
                    .anyMatch(line ->
                            line.matches(
                                    "the target restarted after \\d+ s: counts began again, so only what came later is judged"));
            assertThat(ran.findings()).isEmpty();
        }
    }

    @Test
    void aTargetThatIsAwayForTwoSecondsIsStillWatched() throws Exception {
        FakeService service = new FakeService(0, 1 << 20, "shop", new FakeService.Clock(100), 12);
        FakeTarget first = service.serve(FakeTarget.start());
        int port = first.port();
        Thread restart =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                Thread.sleep(2500);
                                first.close();
                                Thread.sleep(2000);
                                service.clock().restart();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        try {
            java.util.concurrent.FutureTask<Ran> run =
                    new java.util.concurrent.FutureTask<>(() ->
                            stanch(
                                    "diagnose",
                                    "127.0.0.1:" + port,
                                    "--for",
                                    "10s",
                                    "--budget",
                                    "100",
                                    "--format",
                                    "json"));
            Thread.ofPlatform().start(run);
            restart.join();
            try (FakeTarget second = service.serve(FakeTarget.start(port))) {
                Ran ran = run.get();
                assertThat(second.requests()).isNotEmpty();
                assertThat(ran.incomplete())
                        .anyMatch(line -> line.startsWith("the target restarted after"));
            }
        } finally {
            first.close();
        }
    }

    @Test
    void aJumpOfTheClockIsNoRestart() throws Exception {
        try (FakeTarget target = FakeService.idle().serve(FakeTarget.start())) {
            // client_golang computes the start from the wall clock: it moves when the clock is set
            target.on(
                    "/metrics",
                    (exchange, nth) ->
                            FakeTarget.send(
                                    exchange,
                                    200,
                                    FakeTarget.bytes(
                                            String.format(
                                                    Locale.ROOT,
                                                    "process_start_time_seconds %d\ngo_memstats_alloc_bytes_total %d\ngo_goroutines 12\n",
                                                    nth < 4 ? 1_700_000_000 : 1_700_003_600,
                                                    1_000_000 + nth * 1000))));
            target.on("/debug/vars", 404, "none");
            Ran ran = watch(target, "5s");
            assertThat(target.requests("/metrics")).isGreaterThan(4);
            assertThat(ran.incomplete()).noneMatch(line -> line.contains("restarted"));
        }
    }

    @Test
    void numbersThatAreNoneAreLeftOut() throws Exception {
        try (FakeTarget target = FakeService.idle().serve(FakeTarget.start())) {
            target.on(
                    "/metrics",
                    200,
                    "go_goroutines NaN\nprocess_resident_memory_bytes -5\ngo_memstats_alloc_bytes_total 1e400\ngo_threads +Inf\n");
            target.on(
                    "/debug/vars",
                    200,
                    "{\"memstats\": {\"HeapAlloc\": -1, \"NumGC\": 1e999, \"Sys\": \"many\"}}");
            Ran ran = watch(target, "3s");
            assertThat(ran.code()).isEqualTo(ExitCode.NOTHING_FOUND);
            assertThat(ran.findings()).isEmpty();
        }
    }

    /** From the {@code nth} answer on something else is given. */
    private static void after(FakeTarget target, String path, int nth, FakeTarget.Answer other) {
        FakeTarget.Answer before = target.answer(path);
        target.on(path, (exchange, n) -> (n <= nth ? before : other).give(exchange, n));
    }

    private static Ran watch(FakeTarget target, String time) {
        return stanch(
                "diagnose", target.url(), "--for", time, "--budget", "100", "--format", "json");
    }

    private static byte[] gzip(int... bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            for (int each : bytes) {
                gzip.write(each);
            }
        }
        return out.toByteArray();
    }
}
