package dev.stanch.cli;

import static dev.stanch.cli.Ran.stanch;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code diagnose} on files that somebody saved. */
@Timeout(120)
class LooseFilesCommandTest {
    private final FakeService service = FakeService.leaking();
    @TempDir private Path folder;

    @Test
    void twoHeapProfilesNameTheLargestRiserAndProveNothing() throws Exception {
        Ran ran =
                json(
                        file("1.pb.gz", 0, service.heapProfile(8 << 20)),
                        file("2.pb.gz", 60, service.heapProfile(40 << 20)));
        assertThat(ran.report()).containsEntry("verdict", "unsure").containsEntry("seconds", 60.0);
        assertThat(ran.findings()).hasSize(1);
        assertThat(ran.findings().getFirst())
                .containsEntry("confidence", "suspect")
                .containsEntry(
                        "site",
                        Map.of(
                                "function", "shop.(*Store).Put",
                                "file", "/src/shop/store.go",
                                "line", 33));
        assertThat(ran.incomplete())
                .contains("too few heap profiles (2) to call it clean: two points are no evidence");
        assertThat(ran.code()).isEqualTo(ExitCode.FINDINGS);
    }

    @Test
    void twoEqualProfilesNameNothing() throws Exception {
        Ran ran =
                json(
                        file("1.pb.gz", 0, service.heapProfile(8 << 20)),
                        file("2.pb.gz", 60, service.heapProfile(8 << 20)));
        assertThat(ran.report()).containsEntry("verdict", "unsure");
        assertThat(ran.findings()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.NOTHING_FOUND);
    }

    @Test
    void filesOfTheSameTimeAreTakenInTheOrderGiven() throws Exception {
        Ran ran =
                json(
                        file("b.pb.gz", 0, service.heapProfile(8 << 20)),
                        file("a.pb.gz", 0, service.heapProfile(40 << 20)));
        assertThat(ran.report()).containsEntry("seconds", 0.0).containsEntry("verdict", "unsure");
        assertThat(ran.out()).doesNotContain("Infinity").doesNotContain("NaN");
    }

    @Test
    void aDumpAndAProfileAreReadTogether() throws Exception {
        Ran ran =
                json(
                        file("dump.txt", 0, FakeTarget.bytes(service.dump())),
                        file("heap.pb.gz", 1, service.heapProfile()));
        assertThat(ran.report()).containsEntry("verdict", "unsure");
        assertThat(ran.incomplete())
                .contains(
                        "too few goroutine profiles (1) to call it clean: two points are no evidence");
    }

    @Test
    void aFileThatIsNothingKnownIsPassedOverAndNamed() throws Exception {
        String notes = file("notes.txt", 0, FakeTarget.bytes("remember the milk\n"));
        Ran ran = json(notes, file("1.pb.gz", 0, service.heapProfile()));
        assertThat(ran.incomplete())
                .contains(
                        notes
                                + ": something else ('remember the milk'), nothing known; give pprof profiles, goroutine dumps, metrics or a recording");
        assertThat(ran.code()).isEqualTo(ExitCode.NOTHING_FOUND);
        json(notes)
                .failsWith(
                        notes
                                + ": something else ('remember the milk'), nothing known; give pprof profiles, goroutine dumps, metrics or a recording");
    }

    @Test
    void damageIsNamedWithFileAndMend() throws Exception {
        byte[] whole = service.heapProfile();
        String cut = file("cut.pb.gz", 0, Arrays.copyOf(whole, whole.length / 2));
        json(cut).failsWith(cut + ": the profile is cut off; take it again");
        byte[] flipped = whole.clone();
        for (int i = whole.length / 2; i < whole.length - 8; i++) {
            flipped[i] ^= 0x5a;
        }
        String bad = file("bad.pb.gz", 0, flipped);
        Ran ran = json(bad);
        assertThat(ran.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(ran.err()).startsWith("stanch: " + bad + ": ").hasLineCount(1);
    }

    @Test
    void everyCutOfAProfileIsSaidInOneLine() throws Exception {
        byte[] whole = service.goroutineProfile();
        for (int length = 0; length < whole.length; length += 7) {
            String cut = file("cut.pb.gz", 0, Arrays.copyOf(whole, length));
            Ran ran = json(cut);
            assertThat(ran.code()).as("cut at %d: %s", length, ran.err()).isEqualTo(3);
            assertThat(ran.err()).startsWith("stanch: " + cut + ": ").hasLineCount(1);
            assertThat(ran.err()).doesNotContain("mistake in stanch");
        }
    }

    @Test
    void aProfileThatUnpacksToMoreThanAGigabyteIsDropped() throws Exception {
        Path bomb = folder.resolve("bomb.pb.gz");
        byte[] field = new byte[(1 << 20) + 4];
        // an unknown field of a MiB
        System.arraycopy(new byte[] {0x7a, (byte) 0x80, (byte) 0x80, 0x40}, 0, field, 0, 4);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            out.write(new byte[] {0x0a, 4, 8, 1, 16, 0});
            for (int i = 0; i < 1030; i++) {
                out.write(field);
            }
        }
        assertThat(Files.size(bomb)).isLessThan(4 << 20);
        json(bomb.toString())
                .failsWith(
                        bomb
                                + ": unpacks to more than 1073741824 bytes and was dropped; check that the address is right");
    }

    @Test
    void unreadableRecordingsAreNamed() throws Exception {
        Path zip = folder.resolve("leak.zip");
        Files.write(zip, FakeTarget.bytes("no zip at all"));
        Ran ran = json(zip.toString());
        assertThat(ran.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(ran.err()).startsWith("stanch: " + zip + ": ").hasLineCount(1);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        json(empty.toString()).failsWith(empty + ": an empty folder; give a recording or profiles");
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(
                other.resolve("captures.jsonl"),
                "{\"kind\": \"heap\", \"file\": \"../../etc/passwd\"}\nrubbish\n");
        Ran read = json(other.toString());
        assertThat(read.report()).containsEntry("verdict", "unsure");
        assertThat(read.incomplete())
                .contains(
                        other
                                + "/captures.jsonl line 1: its file is missing or not a plain name, passed over",
                        other + "/captures.jsonl line 2: damaged or cut off, passed over",
                        other + ": the recording holds no capture");
    }

    private String file(String name, int second, byte[] body) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, body);
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.parse("2026-11-24T10:00:00Z").plusSeconds(second)));
        return file.toString();
    }

    private static Ran json(String... files) {
        List<String> arguments = new ArrayList<>(List.of("diagnose", "--format", "json"));
        arguments.addAll(List.of(files));
        return stanch(arguments.toArray(String[]::new));
    }
}
