package dev.stanch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C while {@code pprof} waits for a target. */
@Timeout(120)
class PprofInterruptedTest {
    @TempDir private Path folder;

    @Test
    void aProfileThatTakesLongIsGivenUpAtOnce() throws Exception {
        assumeTrue(Child.hearsInterrupts(), "SIGINT is ignored here, and children inherit that");
        try (FakeTarget target = slow();
                Child child = Child.stanch(folder, "pprof", "-top", target.url())) {
            child.await(() -> target.requests("/debug/pprof/profile") >= 1);
            child.signal("INT");
            Ran ran = child.end();
            assertThat(ran.code()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err())
                    .isEqualTo(
                            """
                            Fetching profile over HTTP from %s/debug/pprof/profile
                            stanch: ended before anything was read
                            """
                                    .formatted(target.url()));
        }
    }

    private static FakeTarget slow() throws IOException {
        return FakeTarget.start()
                .on("/debug/pprof/profile", (exchange, nth) -> Thread.sleep(60_000));
    }
}
