package dev.stanch.capture.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureException;
import dev.stanch.capture.CaptureKind;
import dev.stanch.capture.Problem;
import dev.stanch.capture.Samples;
import dev.stanch.capture.content.Spool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    private static final Instant STARTED = Instant.parse("2026-11-24T10:00:00Z");
    @TempDir Path dir;

    @Test
    void whatIsRecordedIsReadBack() throws Exception {
        for (String name : List.of("folder", "file.zip")) {
            Path path = dir.resolve(name);
            try (RecordingWriter writer = create(path)) {
                writer.add(Samples.capture(CaptureKind.METRICS, 2, Samples.METRICS));
                writer.add(Samples.capture(CaptureKind.HEAP, 1, Samples.heap()));
                writer.addIncomplete("heap\nfailed once");
            }
            assertThat(RecordingWriterFiles.list(dir)).doesNotContain("file.zip.partial");
            try (Recording recording = Recording.open(path)) {
                assertThat(recording.header())
                        .isEqualTo(
                                new Recording.Header(
                                        "http://host:6060",
                                        STARTED,
                                        "development",
                                        Map.of("goVersion", "go1.26.8")));
                assertThat(recording.incomplete()).containsExactly("heap failed once");
                List<Capture> captures = recording.captures();
                assertThat(captures)
                        .extracting(Capture::kind)
                        .containsExactly(CaptureKind.HEAP, CaptureKind.METRICS);
                Capture metrics = captures.get(1);
                assertThat(Samples.text(metrics.body())).isEqualTo(Samples.METRICS);
                assertThat(metrics.body().size()).isEqualTo(Samples.METRICS.length());
                assertThat(metrics.seconds()).isEqualTo(2.0);
                assertThat(metrics.tookSeconds()).isEqualTo(0.25);
                assertThat(metrics.at()).isEqualTo(STARTED.plusSeconds(2));
                assertThat(metrics.origin()).isEqualTo("sample");
                try (var in = captures.get(0).body().open()) {
                    assertThat(in.readAllBytes()).isEqualTo(Samples.heap());
                }
            }
        }
    }

    @Test
    void whileRecordingAZipTheFolderBesideItIsReadable() throws Exception {
        RecordingWriter writer = create(dir.resolve("a.zip"));
        writer.add(Samples.capture(CaptureKind.HEAP, 1, Samples.heap()));
        try (Recording recording = Recording.open(dir.resolve("a.zip.partial"))) {
            assertThat(recording.captures()).hasSize(1);
        }
        writer.close();
        writer.close();
        assertThat(RecordingWriterFiles.list(dir)).containsExactly("a.zip");
    }

    @Test
    void nothingThatExistsIsOverwritten() throws Exception {
        Path zip = Files.writeString(dir.resolve("a.zip"), "mine");
        Path folder = Files.createDirectory(dir.resolve("full"));
        Files.writeString(folder.resolve("x"), "mine");
        for (Path path : List.of(zip, folder)) {
            assertThatThrownBy(() -> create(path))
                    .isInstanceOf(CaptureException.class)
                    .hasMessage(path + ": exists already; give a new name");
        }
        assertThat(zip).hasContent("mine");
    }

    @Test
    void aKilledRecorderLeavesAReadableRecording() throws Exception {
        Random random = new Random(11);
        for (int round = 0; round < 4; round++) {
            Path path = dir.resolve("killed-" + round + (round % 2 == 0 ? "" : ".zip"));
            Process child = child(path);
            // the child says each capture that it has kept
            int wait = random.nextInt(5, 60);
            byte[] said = child.getInputStream().readNBytes(wait);
            assertThat(said).hasSize(wait);
            child.destroyForcibly();
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            Path left = round % 2 == 0 ? path : dir.resolve("killed-" + round + ".zip.partial");
            try (Recording recording = Recording.open(left)) {
                assertThat(recording.captures()).hasSizeGreaterThanOrEqualTo(wait);
                assertThat(recording.header().target()).isEqualTo("http://host:6060");
                for (Capture capture : recording.captures()) {
                    assertThat(Samples.text(capture.body()))
                            .isEqualTo(text((int) capture.seconds()));
                }
            }
        }
    }

    private Process child(Path path) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessRecorder.class.getName(),
                        path.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Records until it is killed. */
    static final class EndlessRecorder {
        private EndlessRecorder() {}

        public static void main(String[] arguments) throws Exception {
            try (RecordingWriter writer = create(Path.of(arguments[0]))) {
                for (int i = 0; i < 1_000_000; i++) {
                    writer.add(Samples.capture(CaptureKind.GOROUTINE_DUMP, i, text(i)));
                    System.out.write('.');
                    System.out.flush();
                }
            }
        }
    }

    private static String text(int i) {
        return ("goroutine " + i + " [running]:\nmain.main()\n").repeat(200);
    }

    @Test
    void aFullDiskEndsInOneLineAndKeepsWhatWasRecorded() throws Exception {
        Path disk = Files.createDirectory(dir.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString()),
                "a small file system can be mounted");
        try {
            for (String name : List.of("folder", "b.zip")) {
                Path path = disk.resolve(name);
                RecordingWriter writer = create(path);
                byte[] noise = new byte[20_000];
                new Random(3).nextBytes(noise);
                CaptureException full =
                        catchThrowableOfType(
                                CaptureException.class,
                                () -> {
                                    for (int i = 0; i < 100; i++) {
                                        writer.add(Samples.capture(CaptureKind.OTHER, i, noise));
                                    }
                                });
                Path left = name.endsWith(".zip") ? disk.resolve("b.zip.partial") : path;
                assertThat(full.problem()).isEqualTo(Problem.UNWRITABLE);
                assertThat(full)
                        .hasMessage(
                                left
                                        + ": cannot be written (No space left on device); what was recorded until now stays readable there: make room and record on elsewhere");
                if (name.endsWith(".zip")) {
                    assertThatThrownBy(writer::close).isInstanceOf(CaptureException.class);
                } else {
                    writer.close();
                }
                try (Recording recording = Recording.open(left)) {
                    assertThat(recording.captures()).hasSizeBetween(5, 12);
                    List<String> notEnded =
                            List.of(
                                    left
                                            + ": not ended: its recorder was killed, or records still");
                    assertThat(recording.incomplete())
                            .isEqualTo(name.endsWith(".zip") ? notEnded : List.of());
                    for (Capture capture : recording.captures()) {
                        try (var in = capture.body().open()) {
                            assertThat(in.readAllBytes()).isEqualTo(noise);
                        }
                    }
                }
                RecordingWriterFiles.deleteAll(left);
            }
        } finally {
            run("umount", disk.toString());
        }
    }

    @Test
    void damageCostsOnlyWhatIsDamaged() throws Exception {
        Path path = dir.resolve("damaged");
        try (RecordingWriter writer = create(path)) {
            for (int i = 0; i < 4; i++) {
                writer.add(Samples.capture(CaptureKind.HEAP, i, Samples.heap()));
            }
        }
        Files.delete(path.resolve("0002-heap.pb.gz"));
        Files.writeString(path.resolve(RecordingWriter.HEADER), "{");
        Path index = path.resolve(RecordingWriter.INDEX);
        String escape = "{\"kind\":\"heap\",\"file\":\"../../etc/passwd\"}\n";
        Files.writeString(
                index,
                "garbage\n" + escape + "{\"kind\":\"brandnew\",\"file\":\"x\"}\n{\"kind\":\"he",
                StandardOpenOption.APPEND);
        try (Recording recording = Recording.open(path)) {
            assertThat(recording.captures())
                    .extracting(Capture::seconds)
                    .containsExactly(0.0, 2.0, 3.0);
            assertThat(recording.incomplete())
                    .containsExactly(
                            path
                                    + "/recording.json: not readable, the target's name and facts are lost",
                            path
                                    + "/captures.jsonl line 2: its file is missing or not a plain name, passed over",
                            path + "/captures.jsonl line 5: damaged or cut off, passed over",
                            path
                                    + "/captures.jsonl line 6: its file is missing or not a plain name, passed over",
                            path + "/captures.jsonl line 7: unknown kind, passed over",
                            path + "/captures.jsonl line 8: damaged or cut off, passed over");
        }
    }

    @Test
    void linksOutOfARecordingAreNotFollowed() throws Exception {
        Path path = dir.resolve("linked");
        try (RecordingWriter writer = create(path)) {
            writer.add(Samples.capture(CaptureKind.HEAP, 1, Samples.heap()));
        }
        Path file = path.resolve("0001-heap.pb.gz");
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/etc/hostname"));
        try (Recording recording = Recording.open(path)) {
            assertThat(recording.captures()).isEmpty();
        }
    }

    @Test
    void whatIsNoRecordingIsSaid() throws Exception {
        Path text = Files.writeString(dir.resolve("x.zip"), "hello");
        assertThatThrownBy(() -> Recording.open(text))
                .isInstanceOf(CaptureException.class)
                .hasMessageStartingWith(text + ": not a readable recording (")
                .hasMessageEndingWith("); give a folder or .zip that stanch record wrote");
        Path empty = Files.createDirectory(dir.resolve("empty"));
        assertThatThrownBy(() -> Recording.open(empty))
                .hasMessage(
                        empty
                                + ": no recording: it holds no captures.jsonl; give a folder or .zip that stanch record wrote");
    }

    @Test
    void zipsThatReachOutOfThemselvesAreRefused() throws Exception {
        Path zip = dir.resolve("slip.zip");
        zip(zip, Map.of("captures.jsonl", new byte[0], "../../evil", new byte[0]));
        assertThatThrownBy(() -> Recording.open(zip))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("the entry '../../evil' leads out of it");
    }

    @Test
    void bombsInsideARecordingStopAtTheirDeclaredSize() throws Exception {
        Path zip = dir.resolve("bomb.zip");
        String line =
                "{\"kind\":\"metrics\",\"file\":\"a.gz\",\"seconds\":1,\"size\":1000,\"stored\":\"gzip\"}\n";
        zip(
                zip,
                Map.of(
                        "r/captures.jsonl", line.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        "r/a.gz", Samples.gzip(new byte[50 << 20])));
        try (Recording recording = Recording.open(zip)) {
            Capture capture = recording.captures().get(0);
            assertThatThrownBy(() -> Samples.text(capture.body()))
                    .isInstanceOf(Spool.TooLargeException.class);
            assertThat(recording.incomplete()).hasSize(1);
        }
        zip(zip, Map.of("captures.jsonl", new byte[80 << 20]));
        assertThatThrownBy(() -> Recording.open(zip)).isInstanceOf(CaptureException.class);
    }

    private static RecordingWriter create(Path path) throws CaptureException {
        return RecordingWriter.create(
                path, "http://host:6060", STARTED, Map.of("goVersion", "go1.26.8"));
    }

    private static void zip(Path path, Map<String, byte[]> entries) throws IOException {
        try (OutputStream file = Files.newOutputStream(path);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** What lies in a folder. */
    private static final class RecordingWriterFiles {
        static List<String> list(Path folder) throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.map(file -> file.getFileName().toString()).sorted().toList();
            }
        }

        static void deleteAll(Path folder) throws IOException {
            for (String name : list(folder)) {
                Files.delete(folder.resolve(name));
            }
            Files.delete(folder);
        }
    }
}
