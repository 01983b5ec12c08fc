package dev.stanch.cli;

import static dev.stanch.cli.Ran.stanch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C and worse in the middle of a command. */
@Timeout(120)
class InterruptedCommandTest {
    private FakeTarget target;
    @TempDir private Path folder;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(sigintIsHeard(), "SIGINT is ignored here, and children inherit that");
        target = FakeService.leaking().serve(FakeTarget.start());
    }

    @AfterEach
    void stop() {
        if (target != null) {
            target.close();
        }
    }

    @Test
    void diagnoseReportsWhatItHasRead() throws Exception {
        try (Child child =
                Child.stanch(
                        folder, "diagnose", target.url(), "--for", "60s", "--format", "json")) {
            child.await(() -> target.requests("/debug/vars") >= 3);
            child.signal("INT");
            Ran ran = child.end();
            assertThat(ran.code()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(ran.err()).isEmpty();
            assertThat(ran.report())
                    .containsEntry("verdict", "unsure")
                    .containsEntry("requests", target.requests().size());
            assertThat(ran.incomplete())
                    .contains("ended by the user before the observation was complete");
        }
    }

    @Test
    void aRequestThatHangsDoesNotHoldUpTheEnd() throws Exception {
        target.on("/debug/pprof/heap", (exchange, nth) -> Thread.sleep(60_000));
        try (Child child =
                Child.stanch(
                        folder, "diagnose", target.url(), "--for", "60s", "--format", "json")) {
            child.await(() -> target.requests("/debug/pprof/heap") >= 1);
            child.signal("INT");
            Ran ran = child.end();
            assertThat(ran.code()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(ran.err()).isEmpty();
            assertThat(ran.incomplete())
                    .contains("ended by the user before the observation was complete");
        }
    }

    @Test
    void beforeAnythingWasReadOneLineIsAllThatIsSaid() throws Exception {
        target.on("/debug/pprof/", (exchange, nth) -> Thread.sleep(60_000));
        try (Child child = Child.stanch(folder, "diagnose", target.url())) {
            child.await(() -> target.requests("/debug/pprof/") >= 1);
            child.signal("INT");
            Ran ran = child.end();
            assertThat(ran).isEqualTo(new Ran(130, "", "stanch: ended before anything was read\n"));
        }
    }

    @Test
    void recordEndsItsRecording() throws Exception {
        Path zip = folder.resolve("kept.zip");
        try (Child child =
                Child.stanch(
                        folder, "record", target.url(), "--for", "60s", "-o", zip.toString())) {
            child.await(() -> target.requests("/debug/vars") >= 3);
            child.signal("INT");
            Ran ran = child.end();
            assertThat(ran.code()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(ran.err())
                    .endsWith("requests; read it with: stanch diagnose " + zip + "\n")
                    .hasLineCount(1);
        }
        assertThat(folder.resolve("kept.zip.partial")).doesNotExist();
        Ran read = stanch("diagnose", zip.toString(), "--format", "json");
        assertThat(read.report()).containsEntry("target", target.url());
        assertThat(read.incomplete())
                .contains("ended by the user before the observation was complete");
    }

    @Test
    void aRecorderThatIsKilledLeavesAReadableFolder() throws Exception {
        Path zip = folder.resolve("kept.zip");
        Path partial = folder.resolve("kept.zip.partial");
        try (Child child =
                Child.stanch(
                        folder, "record", target.url(), "--for", "60s", "-o", zip.toString())) {
            child.await(() -> captures(partial) >= 3);
            child.signal("KILL");
            assertThat(child.end().code()).isEqualTo(137);
        }
        stanch("diagnose", zip.toString())
                .failsWith(
                        zip
                                + ": its recording was not ended; give "
                                + partial
                                + ", which holds what was recorded until then");
        Ran read = stanch("diagnose", partial.toString(), "--format", "json");
        assertThat(read.report()).containsEntry("target", target.url());
        assertThat(read.incomplete())
                .contains(partial + ": not ended: its recorder was killed, or records still");
        assertThat(read.out()).contains("\"plots\"");
    }

    private static long captures(Path recording) {
        Path index = recording.resolve("captures.jsonl");
        try (Stream<String> lines = Files.exists(index) ? Files.lines(index) : Stream.of()) {
            return lines.count();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Shells start background jobs with SIGINT ignored, and the JVM respects that. */
    private static boolean sigintIsHeard() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return true;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("SigIgn:")) {
                return (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) == 0;
            }
        }
        return true;
    }
}
