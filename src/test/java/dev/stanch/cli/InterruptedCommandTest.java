package dev.stanch.cli;

import static dev.stanch.cli.Ran.stanch;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stanch.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
        assumeTrue(Child.hearsInterrupts(), "SIGINT is ignored here, and children inherit that");
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
            assertThat(ran.err()).endsWith("requests; read it with: stanch diagnose " + zip + "\n");
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

    @Test
    void aRecorderThatIsKilledHasKeptTheSourceAndNamesTheSame() throws Exception {
        Files.createDirectories(folder.resolve("code/shop"));
        Files.writeString(folder.resolve("code/go.mod"), "module shop\n");
        Files.writeString(folder.resolve("code/shop/hub.go"), hub());
        Path whole = folder.resolve("whole.zip");
        Path killed = folder.resolve("killed.zip");
        Path partial = folder.resolve("killed.zip.partial");
        try (Child ended = recorder("ended", whole);
                Child victim = recorder("victim", killed)) {
            victim.await(() -> captures(partial) >= 24);
            victim.signal("KILL");
            assertThat(victim.end().code()).isEqualTo(137);
            ended.signal("INT");
            assertThat(ended.end().code()).isEqualTo(ExitCode.INTERRUPTED);
        }
        List<String> names = named(whole);
        assertThat(names)
                .contains(
                        "blocked-goroutine at /src/shop/hub.go:88, started at 40, source: hub.go:88: h.out <- event");
        assertThat(named(partial)).isEqualTo(names);
    }

    private Child recorder(String name, Path to) throws IOException {
        return Child.stanch(
                Files.createDirectory(folder.resolve(name)),
                "record",
                target.url(),
                "--for",
                "60s",
                "--source",
                folder.resolve("code").toString(),
                "-o",
                to.toString());
    }

    /** Cause, site, origin and what the source says, of each finding. */
    private static List<String> named(Path recording) throws IOException {
        return stanch("diagnose", recording.toString(), "--format", "json").findings().stream()
                .map(finding -> {
                    Map<?, ?> site = (Map<?, ?>) requireNonNull(finding.get("site"));
                    Map<?, ?> origin = (Map<?, ?>) finding.get("origin");
                    String source =
                            ((List<?>) requireNonNull(finding.get("evidence")))
                                    .stream()
                                            .map(fact -> (Map<?, ?>) fact)
                                            .filter(fact -> "source".equals(fact.get("source")))
                                            .map(fact -> ", source: " + fact.get("text"))
                                            .collect(Collectors.joining());
                    return finding.get("cause")
                            + " at "
                            + site.get("file")
                            + ":"
                            + site.get("line")
                            + (origin == null ? "" : ", started at " + origin.get("line"))
                            + source;
                })
                .toList();
    }

    /** The source of the line that {@link FakeService} leaks at. */
    private static String hub() {
        String[] lines = new String[95];
        Arrays.fill(lines, "");
        lines[0] = "package shop";
        lines[9] = "type Hub struct{ out chan string }";
        lines[38] = "func (h *Hub) Subscribe(event string) {";
        lines[39] = "\tgo func() {";
        lines[40] = "\t\th.publish(event)";
        lines[41] = "\t}()";
        lines[42] = "}";
        lines[86] = "func (h *Hub) publish(event string) {";
        lines[87] = "\th.out <- event";
        lines[88] = "}";
        return String.join("\n", lines);
    }

    private static long captures(Path recording) {
        Path index = recording.resolve("captures.jsonl");
        try (Stream<String> lines = Files.exists(index) ? Files.lines(index) : Stream.of()) {
            return lines.count();
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void testsThatHadEndedAreTold() throws Exception {
        assumeTrue(Installed.runs("go", "version"), "go is not there: no tests are run");
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        String planted = Path.of("lab/gotest").toAbsolutePath().toString();
        try (Child child =
                Child.stanch(
                        folder,
                        List.of("-Djava.io.tmpdir=" + temporary),
                        "test",
                        "-C",
                        planted,
                        "--no-leak-profile",
                        ".",
                        "./hangs")) {
            child.await(() -> child.said("ok  \tstanch.dev/planted\t"));
            child.signal("INT");
            Ran ran = child.end();
            assertThat(ran.code()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(ran.out())
                    .contains("stanch: 37 goroutines left behind by 33 tests")
                    .contains("incomplete: interrupted: tests that had not ended are missing");
            assertThat(temporary).isEmptyDirectory();
        }
    }
}
