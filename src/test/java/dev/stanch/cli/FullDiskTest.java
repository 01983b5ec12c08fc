package dev.stanch.cli;

import static dev.stanch.cli.Ran.stanch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that gets full while a recording is written to it: a file system of 96 KiB. */
@Timeout(120)
class FullDiskTest {
    private FakeTarget target;
    @TempDir private Path folder;
    private Path disk = Path.of("");
    private boolean mounted;

    @BeforeEach
    void start() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=96k", "none", disk.toString()) == 0;
        assumeTrue(mounted, "only root can mount a small file system");
        target =
                new FakeService(0, 0, "shop", new FakeService.Clock(), 2000)
                        .serve(FakeTarget.start());
        // what is random cannot be packed: the disk is full after a few
        target.on("/debug/vars", (exchange, nth) -> FakeTarget.send(exchange, 200, numbers(nth)));
    }

    @AfterEach
    void stop() throws Exception {
        if (mounted) {
            run("umount", disk.toString());
        }
        if (target != null) {
            target.close();
        }
    }

    @Test
    void recordEndsWithThePlaceAndTheMendAndWhatWasKeptIsReadable() throws Exception {
        for (String name : new String[] {"kept", "kept.zip"}) {
            Path path = disk.resolve(name);
            Ran ran =
                    stanch(
                            "record",
                            target.url(),
                            "--quiet",
                            "--for",
                            "30s",
                            "-o",
                            path.toString());
            Path kept = name.equals("kept") ? path : disk.resolve("kept.zip.partial");
            ran.failsWith(
                    kept
                            + ": cannot be written (No space left on device); what was recorded until now stays readable there: make room and record on elsewhere");
            Ran read = stanch("diagnose", kept.toString(), "--format", "json");
            assertThat(read.report()).containsEntry("target", target.url());
            assertThat(String.valueOf(read.report().get("plots"))).contains("heap in use");
            run("rm", "-r", kept.toString());
        }
    }

    @Test
    void aRecordingBesideADiagnosisDoesNotCostTheReport() throws Exception {
        Path kept = disk.resolve("kept");
        Ran ran =
                stanch(
                        "diagnose",
                        target.url(),
                        "--for",
                        "8s",
                        "--format",
                        "json",
                        "--record",
                        kept.toString());
        assertThat(ran.code()).isEqualTo(ExitCode.NOTHING_FOUND);
        assertThat(ran.incomplete())
                .contains(
                        kept
                                + ": cannot be written (No space left on device); what was recorded until now stays readable there: make room and record on elsewhere");
    }

    private static byte[] numbers(int seed) {
        java.util.Random random = new java.util.Random(seed);
        StringBuilder json = new StringBuilder("{\"memstats\": {\"HeapAlloc\": 1000000}");
        for (int i = 0; i < 1500; i++) {
            json.append(",\n\"n").append(random.nextInt()).append("\": ").append(random.nextInt());
        }
        return FakeTarget.bytes(json + "}");
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
