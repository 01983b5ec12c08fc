package dev.stanch.diagnosis.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.capture.CaptureKind;
import dev.stanch.diagnosis.rule.Scene.Waiting;
import dev.stanch.leak.Cause;
import dev.stanch.leak.Confidence;
import dev.stanch.leak.Finding;
import dev.stanch.leak.Report;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class NativeRulesTest {
    private static final long MEGABYTE = 1 << 20;

    private static Scene image(String afterUse) {
        return Scene.of(
                """
                // #include <stdlib.h>
                import "C"

                func decode(size int) {
                    pixels := C.malloc(C.size_t(size)) // take
                    use(pixels)
                %s
                }

                func main() {
                    for {
                        decode(1 << 20) // stand
                    }
                }
                """
                        .formatted(afterUse));
    }

    /** Half a minute with the process's resident memory and what Go has taken, each second. */
    private static Scene watched(
            Scene scene, IntToLongFunction resident, IntToLongFunction takenByGo) {
        List<dev.stanch.profile.ProfileBuilder.Frame> stack =
                Scene.waits("time.Sleep", scene.frame("main.main", "stand"));
        for (int second = 0; second <= 30; second++) {
            scene.metrics(
                    second,
                    "process_resident_memory_bytes " + resident.applyAsLong(second),
                    "go_memstats_sys_bytes " + takenByGo.applyAsLong(second),
                    "go_memstats_heap_released_bytes 0");
            scene.goroutines(second, new Waiting(stack, 1));
        }
        return scene;
    }

    private static long steadyGo(int second) {
        return 20 * MEGABYTE;
    }

    private static long oneMegabyteEachSecond(int second) {
        return (30 + second) * MEGABYTE;
    }

    @Test
    void memoryThatGrowsOutsideOfGoIsToldAtTheCallThatNeverFreesIt() {
        Scene scene = image("");
        Finding finding =
                watched(scene, NativeRulesTest::oneMegabyteEachSecond, NativeRulesTest::steadyGo)
                        .finding();
        assertThat(finding.cause()).isEqualTo(Cause.NATIVE_MEMORY);
        assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(finding.site()).isEqualTo(scene.site("main.decode", "take"));
        assertThat(finding.bytes()).isEqualTo(30 * MEGABYTE);
        assertThat(finding.bytesPerSecond()).isEqualTo((double) MEGABYTE);
        assertThat(finding.why()).startsWith("C.malloc takes memory outside of the Go heap");
    }

    @Test
    void withoutACallToNameItIsSuspect() {
        Scene scene = Scene.withoutSource("func main() {} // stand\n");
        Finding finding =
                watched(scene, NativeRulesTest::oneMegabyteEachSecond, NativeRulesTest::steadyGo)
                        .finding();
        assertThat(finding.cause()).isEqualTo(Cause.NATIVE_MEMORY);
        assertThat(finding.confidence()).isEqualTo(Confidence.SUSPECT);
    }

    @Test
    void aCallWhoseMemoryIsAlwaysFreedIsNotNamed() {
        Scene scene = image("C.free(pixels)");
        Finding finding =
                watched(scene, NativeRulesTest::oneMegabyteEachSecond, NativeRulesTest::steadyGo)
                        .finding();
        assertThat(finding.confidence()).isEqualTo(Confidence.SUSPECT);
        assertThat(finding.site().line()).isZero();
    }

    @Test
    void residentMemoryThatGoItselfTakesIsNoNativeLeak() {
        Report report =
                watched(
                                image(""),
                                NativeRulesTest::oneMegabyteEachSecond,
                                second -> (20 + second) * MEGABYTE)
                        .judge();
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void pagesThatBecomeResidentLateAreNoLeak() {
        // Go took 60 MB at once; the pages are touched one after the other.
        Report report =
                watched(image(""), second -> (30 + second) * MEGABYTE, _ -> 64 * MEGABYTE).judge();
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void memoryThatSwingsIsNoLeak() {
        Report report =
                watched(
                                image(""),
                                second -> (30 + 10 * (second % 4)) * MEGABYTE,
                                NativeRulesTest::steadyGo)
                        .judge();
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void aBufferThatIsFilledOnceIsNoLeak() {
        Report report =
                watched(
                                image(""),
                                second -> (30 + Math.min(16, 4 * second)) * MEGABYTE,
                                NativeRulesTest::steadyGo)
                        .judge();
        assertThat(report.findings()).isEmpty();
    }

    /** The kernel adds up a process's resident memory late; the sizes of its mappings are exact. */
    @Test
    void theKernelsOwnCountOfForeignMemoryIsEnough() {
        Scene scene =
                watched(
                        image(""),
                        second -> (30 + (second < 28 ? 0 : 30)) * MEGABYTE,
                        NativeRulesTest::steadyGo);
        Finding finding = foreign(scene, second -> second * MEGABYTE).finding();
        assertThat(finding.cause()).isEqualTo(Cause.NATIVE_MEMORY);
        assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(finding.bytesPerSecond()).isEqualTo((double) MEGABYTE);
    }

    @Test
    void foreignMemoryThatStandsStillContradictsTheDifference() {
        Scene scene =
                watched(
                        image(""),
                        NativeRulesTest::oneMegabyteEachSecond,
                        NativeRulesTest::steadyGo);
        assertThat(foreign(scene, _ -> 8 * MEGABYTE).judge().findings()).isEmpty();
    }

    private static Scene foreign(Scene scene, IntToLongFunction bytes) {
        for (int second = 0; second <= 30; second += 2) {
            scene.add(
                    CaptureKind.PROCESS,
                    second,
                    Scene.bytes(
                            """
                            {"schema": "stanch.process/1", "pid": 7,
                             "native_anon_bytes": %d, "anon_bytes": %d}
                            """
                                    .formatted(
                                            bytes.applyAsLong(second),
                                            oneMegabyteEachSecond(second))));
        }
        return scene;
    }
}
