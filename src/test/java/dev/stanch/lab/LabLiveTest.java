package dev.stanch.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every program of the lab, built, started and diagnosed live for 20 seconds; the answer must be
 * the truth. Some run at a time ({@code -Dstanch.lab.parallel=8}); {@code -Dstanch.lab=NAME,NAME}
 * runs only those. Without go, or without gcc for those that call into C, they are skipped.
 */
class LabLiveTest {
    private static final Path LAB = Path.of("lab");
    private static final boolean GO = LabPrograms.has("go");
    private static final boolean C = LabPrograms.has("gcc");

    @TempDir private static Path binaries;

    private static ExecutorService pool;
    private static final Map<String, Future<LabOutcome>> RUNS = new HashMap<>();

    static List<LabTruth> programs() {
        return LabTruth.all();
    }

    /** All are under way before the first is waited for. */
    @BeforeAll
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    static void buildAndStart() throws IOException, InterruptedException {
        pool = Executors.newFixedThreadPool(LabTool.parallel());
        List<LabTruth> runnable = programs().stream().filter(LabLiveTest::canRun).toList();
        if (runnable.isEmpty()) {
            return;
        }
        LabPrograms programs = LabPrograms.build(LAB, runnable, binaries);
        for (LabTruth truth : runnable) {
            RUNS.put(truth.program(), pool.submit(() -> looked(truth, programs)));
        }
    }

    /**
     * A heap profile is a sample, and the programs share the processors with each other: a miss is
     * looked at anew, at most twice. How often one look is enough is told by docs/lab-runs.md.
     */
    private static LabOutcome looked(LabTruth truth, LabPrograms programs) throws Exception {
        LabOutcome outcome = LabDiagnosis.ofLive(truth, programs);
        for (int again = 0; again < 2 && !outcome.isRight(); again++) {
            outcome = LabDiagnosis.ofLive(truth, programs);
        }
        return outcome;
    }

    private static boolean canRun(LabTruth truth) {
        return GO && (C || !LabPrograms.needsC(LAB, truth));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void theLiveProgramIsDiagnosedRight(LabTruth truth)
            throws InterruptedException, ExecutionException {
        assumeTrue(GO, "go is not here");
        assumeTrue(canRun(truth), "gcc is not here, and " + truth.program() + " calls into C");
        LabOutcome outcome = Objects.requireNonNull(RUNS.get(truth.program())).get();
        assertThat(outcome.isRight())
                .as("%s is %s, but stanch said: %s", truth.program(), truth, outcome.said())
                .isTrue();
    }

    /** Interrupts what still runs: a diagnosis that is ended closes its program. */
    @AfterAll
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    static void end() throws InterruptedException {
        pool.shutdownNow();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
}
