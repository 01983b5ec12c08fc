package dev.stanch.profile.codec.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.RawDump;
import dev.stanch.profile.codec.ProfileReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Against what google/pprof makes of the same bytes: {@code oracle/main.go} beside the fixtures
 * writes the {@code .raw} files.
 */
final class LegacyProfileTest {
    private static final Path FIXTURES = Path.of("src/test/resources/profile/legacy");

    @ParameterizedTest
    @MethodSource("fixtures")
    void theProfileIsTheOneThatPprofMakes(Path fixture) throws Exception {
        Profile profile = read(Files.readAllBytes(fixture));
        String expected = Files.readString(Path.of(fixture + ".raw"));
        assertThat(dump(profile)).isEqualTo(expected);
        assertThat(profile.problems()).isEmpty();
    }

    static Stream<Path> fixtures() throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            return files
                    .filter(file -> Files.isRegularFile(file) && !file.toString().endsWith(".raw"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "heap profile: 1: 10 [1: 10] @ heapprofile~0: 10 [1: 10] @ 0x1 | it at 2: expected no bytes where there are no objects",
                "heap profile: 1: 10 [1: 10] @ heapprofile~hello | it at 2: expected objects: bytes [objects: bytes] @ addresses, found: hello",
                "heap profile: 1: 10 [1: 10] @ other~1: 10 [1: 10] @ 0x1 | it at 0: a text, not a profile",
                "goroutine profile: total 1~1 @ 0x1 0x2 and | it at 2: expected a count @ addresses",
                "goroutine profile: total 1~1 @ 0x11112222333344445 | it at 2: expected addresses of 64 bits",
                "goroutine profile: total 1~09 @ 0x1 | it at 2: expected a count @ addresses",
                "--- contentionz 1 ---~colour = red~1 2 @ 0x1 | it at 2: 'colour' is no attribute of contention profiles",
                "--- contentionz 1 ---~cycles/second = many | it at 2: expected a number for 'cycles/second', found: many",
                "--- heapz 1 ---~format = c | it at 2: expected format=java, found: c",
                "--- heapz 1 ---~format = java~5 6 @ 0x1 | it at 3: samples, but no resolution before them",
                "--- Thread 7f (name: a/1) stack: ---~rubbish | it at 3: it ends where the next thread should come",
            })
    void damageBeforeTheFirstSampleIsToldWithItsLine(String text, String expected) {
        assertThatThrownBy(() -> read(text.replace('~', '\n').getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(expected);
    }

    @Test
    void damageBehindSamplesKeepsThem() throws Exception {
        Profile profile =
                read("heap profile: 1: 10 [1: 10] @ heapprofile\n1: 10 [1: 10] @ 0x2\nx\n");
        assertThat(profile.samples()).isEqualTo(1);
        assertThat(profile.problems())
                .containsExactly(
                        "it at 3: expected objects: bytes [objects: bytes] @ addresses, found: x;"
                                + " the 1 samples before are kept");
    }

    @Test
    void aCpuProfileCutInAStackKeepsTheStacksBefore() throws Exception {
        byte[] whole = cpu(new long[][] {{3, 2, 0x500, 0x601}, {1, 3, 0x700, 0x801}});
        Profile profile = read(whole);
        assertThat(profile.samples()).isEqualTo(1);
        assertThat(profile.value(0, 0)).isEqualTo(3);
        assertThat(profile.value(0, 1)).isEqualTo(30_000_000);
        assertThat(profile.problems())
                .containsExactly(
                        "it at 104: it ends where the rest of a stack should come;"
                                + " the 1 samples before are kept");
    }

    @Test
    void aStackOfABillionFramesEndsWithTheInput() {
        assertThatThrownBy(() -> read(cpu(new long[][] {{1, 1_000_000_000, 1, 2, 3}})))
                .hasMessage("it at 80: it ends where the rest of a stack should come");
    }

    @Test
    void moreMappingsThanAProcessCanHaveAreTold() throws Exception {
        StringBuilder text = new StringBuilder("heap profile: 1: 1 [1: 1] @ heapprofile\n");
        text.append("1: 1 [1: 1] @ 0x5\nMAPPED_LIBRARIES:\n");
        for (int i = 1; i < 20_010; i++) {
            text.append("%x-%x r-xp 00000000 00:00 0 /f%d\n".formatted(i * 32, i * 32 + 16, i));
        }
        assertThat(read(text.toString()).problems())
                .singleElement()
                .asString()
                .contains("more than 20000 executable mappings");
    }

    @Test
    void namesInCommentsAreKeptOnlyWhenAskedFor() throws Exception {
        String text =
                "goroutine profile: total 2\n2 @ 0x10 0x20\n#\t0xf\tmain.wait+0x1\t/a/main.go:3\n";
        Profile without = read(text);
        assertThat(without.lineEnd(0)).isEqualTo(without.lineStart(0));
        Profile with = read(text, true);
        assertThat(with.functionName(with.lineFunction(with.lineStart(0)))).isEqualTo("main.wait");
        assertThat(with.dropFrames()).isEqualTo(without.dropFrames()).isNotEmpty();
        assertThat(with.mapping(0)).isEqualTo(without.mapping(0)).isZero();
    }

    private static byte[] cpu(long[][] stacks) {
        ByteBuffer bytes = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
        for (long word : new long[] {0, 3, 0, 10_000, 0}) {
            bytes.putLong(word);
        }
        for (long[] stack : stacks) {
            for (long word : stack) {
                bytes.putLong(word);
            }
        }
        byte[] result = new byte[bytes.position()];
        bytes.flip().get(result);
        return result;
    }

    private static String dump(Profile profile) {
        return RawDump.of(profile)
                + "Duration %d\nDrop %s\nKeep %s\n"
                        .formatted(
                                profile.durationNanos(),
                                profile.dropFrames(),
                                profile.keepFrames());
    }

    private static Profile read(String text) throws FormatException, IOException {
        return read(text, false);
    }

    private static Profile read(String text, boolean keepNames)
            throws FormatException, IOException {
        return ProfileReader.readExactly(
                "it",
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                64 << 20,
                keepNames);
    }

    private static Profile read(byte[] bytes) throws FormatException, IOException {
        return ProfileReader.readExactly("it", new ByteArrayInputStream(bytes), 64 << 20, false);
    }
}
