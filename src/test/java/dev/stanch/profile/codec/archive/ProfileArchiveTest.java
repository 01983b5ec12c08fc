package dev.stanch.profile.codec.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stanch.io.FormatException;
import dev.stanch.profile.ProfileBuilder;
import dev.stanch.profile.ValueType;
import dev.stanch.profile.codec.ProfileWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProfileArchiveTest {
    private static final long LIMIT = 64 << 20;
    private static final String LONG = "a".repeat(110) + "/late.pb.gz";

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"folder", "zip", "tar", "tar.gz"})
    void profilesInsideAreGroupedByKindOldestFirst(String form) throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(LONG, profile("inuse_space", 30));
        files.put("x/early.pb.gz", profile("inuse_space", 10));
        files.put("mid", profile("inuse_space", 20));
        files.put("mutex.pb.gz", profile("contentions", 5));
        files.put("readme.md", "hello\n".getBytes(StandardCharsets.UTF_8));
        Path path = write(form, files);

        assertThat(ProfileArchive.isArchive(path)).isTrue();
        ProfileArchive archive = ProfileArchive.open(path, LIMIT, true);

        assertThat(archive.groups())
                .extracting(ProfileArchive.Group::kind)
                .containsExactly("contentions", "heap");
        List<ProfileArchive.Entry> heaps = archive.groups().get(1).entries();
        assertThat(heaps)
                .extracting(ProfileArchive.Entry::name)
                .containsExactly(path + "/x/early.pb.gz", path + "/mid", path + "/" + LONG);
        assertThat(heaps)
                .extracting(ProfileArchive.Entry::timeNanos)
                .containsExactly(10L, 20L, 30L);
        assertThat(heaps.getLast().read().value(0, 0)).isEqualTo(30);
        assertThat(archive.leftOut())
                .containsExactly(path + "/readme.md at 0: a text, not a profile; it begins: hello");
    }

    @Test
    void aRecordingIsAnArchiveToo() throws Exception {
        Path recording = Path.of("src/test/resources/lab/agents.zip");
        ProfileArchive archive = ProfileArchive.open(recording, LIMIT, true);
        assertThat(archive.groups())
                .extracting(ProfileArchive.Group::kind)
                .contains("goroutine", "heap");
        List<ProfileArchive.Entry> heaps =
                archive.groups().stream()
                        .filter(group -> group.kind().equals("heap"))
                        .findFirst()
                        .orElseThrow()
                        .entries();
        assertThat(heaps.getFirst().name()).endsWith("/0004-heap.pb.gz");
        assertThat(heaps)
                .extracting(ProfileArchive.Entry::timeNanos)
                .isSorted()
                .doesNotContain(0L)
                .hasSizeGreaterThan(3);
    }

    @Test
    void aFileIsNoArchive() throws Exception {
        Path file = folder.resolve("heap.pb.gz");
        Files.write(file, profile("inuse_space", 1));
        assertThat(ProfileArchive.isArchive(file)).isFalse();
        assertThat(ProfileArchive.isArchive(folder.resolve("none"))).isFalse();
        assertThatThrownBy(() -> ProfileArchive.open(file, LIMIT, true))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("expected a folder, a zip or a tar");
    }

    @Test
    void anArchiveWithoutAProfileIsTold() throws Exception {
        Path path = write("zip", Map.of("a.txt", "hello\n".getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> ProfileArchive.open(path, LIMIT, true))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("no profile in it: such as");
    }

    @Test
    void filesThatAreTooLargeTogetherAreRefused() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        byte[] large = profile("inuse_space", 1);
        for (int i = 0; i < 40; i++) {
            files.put("heap" + i, large);
        }
        Path path = write("zip", files);
        assertThat(ProfileArchive.open(path, 1_000, true).groups()).hasSize(1);
        assertThatThrownBy(() -> ProfileArchive.open(path, large.length, true))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(
                        "its files have more than " + 16 * large.length + " bytes together");
    }

    @Test
    void aTarThatClaimsAHugeFileEndsWithItsBytes() throws Exception {
        byte[] tar = tar(Map.of("a", new byte[600]));
        byte[] size = "77777777777\0".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(size, 0, tar, 124, size.length);
        assertThatThrownBy(() -> readTar(tar)).hasMessageContaining("do not fit into memory");
        System.arraycopy("00010000000\0".getBytes(StandardCharsets.US_ASCII), 0, tar, 124, 12);
        assertThatThrownBy(() -> readTar(tar))
                .hasMessageContaining("it ends where 2095104 more bytes of a file should come");
        System.arraycopy("zz".getBytes(StandardCharsets.US_ASCII), 0, tar, 124, 2);
        assertThatThrownBy(() -> readTar(tar)).hasMessageContaining("no size that can be");
    }

    @Test
    void damagedTarsGiveEntriesOrAFormatException() throws Exception {
        byte[] whole = tar(Map.of(LONG, new byte[700], "b", new byte[10]));
        Random random = new Random(3);
        int damaged = 0;
        for (int round = 0; round < 5_000; round++) {
            byte[] tar = whole.clone();
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                tar[random.nextInt(tar.length)] = (byte) random.nextInt();
            }
            try {
                readTar(Arrays.copyOf(tar, random.nextInt(tar.length)));
            } catch (FormatException expected) {
                assertThat(expected.getMessage()).startsWith("it at ").doesNotContain("\n");
                damaged++;
            }
        }
        assertThat(damaged).isGreaterThan(500);
    }

    private static List<ArchiveFiles.Entry> readTar(byte[] tar)
            throws FormatException, IOException {
        return TarFiles.read("it", new ByteArrayInputStream(tar), LIMIT);
    }

    private Path write(String form, Map<String, byte[]> files) throws IOException {
        Path path = folder.resolve("set." + form);
        switch (form) {
            case "folder" -> {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    Path target = path.resolve(file.getKey());
                    Files.createDirectories(target.getParent());
                    Files.write(target, file.getValue());
                }
            }
            case "zip" -> {
                try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
                    for (Map.Entry<String, byte[]> file : files.entrySet()) {
                        zip.putNextEntry(new ZipEntry(file.getKey()));
                        zip.write(file.getValue());
                    }
                }
            }
            case "tar" -> Files.write(path, tar(files));
            default -> {
                try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
                    out.write(tar(files));
                }
            }
        }
        return path;
    }

    private static byte[] tar(Map<String, byte[]> files) {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        files.forEach((name, bytes) -> {
            if (name.length() > 100) {
                entry(tar, "long", 'L', name.getBytes(StandardCharsets.UTF_8));
            }
            entry(tar, name.substring(0, Math.min(100, name.length())), '0', bytes);
        });
        tar.writeBytes(new byte[1024]);
        return tar.toByteArray();
    }

    private static void entry(ByteArrayOutputStream tar, String name, char type, byte[] bytes) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 124, "%011o".formatted(bytes.length));
        put(header, 136, "%011o".formatted(1));
        header[156] = (byte) type;
        put(header, 257, "ustar  ");
        tar.writeBytes(header);
        tar.writeBytes(Arrays.copyOf(bytes, (bytes.length + 511) / 512 * 512));
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    /** A profile with one value, which is its time too. */
    private static byte[] profile(String type, long value) throws IOException {
        ProfileBuilder builder = new ProfileBuilder(List.of(new ValueType(type, "bytes")));
        builder.timeNanos(value);
        builder.addSample(List.of(new ProfileBuilder.Frame("main.f", "main.go", 1)), value);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ProfileWriter.write(builder.build(), out);
        return out.toByteArray();
    }
}
