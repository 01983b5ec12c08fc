package dev.stanch.profile.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostileProfileTest {
    /** Sample type samples/count, one sample of value 5 at location 1, strings. */
    private static final String TYPE = "0a0408011002";

    private static final String SAMPLE = "12060a0101120105";
    private static final String STRINGS = "3200320773616d706c6573" + "3205636f756e74";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<!DOCTYPE html><html><body>Sign in | an HTML page, not a profile",
                "{\"error\": \"not found\"} | JSON, not a profile",
                "404 page not found | a text, not a profile; it begins: 404 page not found",
                "goroutine 1 [running]: | a goroutine dump (debug=2), not a profile",
                "# HELP go_goroutines Number | Prometheus metrics, not a profile",
                "<?xml version='1.0'?> | XML, not a profile",
            })
    void textsThatAreNoProfileAreNamed(String text, String expected) {
        assertThatThrownBy(() -> Fixtures.read("it", text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("it at 0: " + expected);
    }

    @Test
    void binariesThatAreNoProfileAreNamed() {
        assertThatThrownBy(() -> hex("7f454c4602010100"))
                .hasMessageContaining("a program, not a profile");
        assertThatThrownBy(() -> hex("504b030414000000"))
                .hasMessageContaining("a zip archive, not a profile");
        assertThatThrownBy(() -> hex("")).hasMessageContaining("empty, not a profile");
        assertThatThrownBy(() -> hex("2801")).hasMessageContaining("no string table");
    }

    @Test
    void theSmallestProfileReads() throws Exception {
        Profile profile = hex(TYPE + SAMPLE + "22020801" + STRINGS);
        assertThat(profile.value(0, 0)).isEqualTo(5);
        assertThat(profile.problems()).isEmpty();
    }

    @Test
    void missingTablesAreTold() throws Exception {
        assertThatThrownBy(() -> hex(TYPE + SAMPLE))
                .hasMessage("it at 0: no string table, so not a pprof profile");
        assertThatThrownBy(() -> hex(SAMPLE + STRINGS))
                .hasMessage("it at 0: samples of 1 values, but 0 sample types");
        assertThat(hex(TYPE + SAMPLE + STRINGS).problems())
                .containsExactly("1 locations are mentioned but missing, and have no name");
        assertThat(hex(TYPE + SAMPLE + "220608012202" + "0807" + STRINGS).problems())
                .containsExactly("1 functions are mentioned but missing, and have no name");
    }

    @Test
    void aLocationThatIsDefinedTwiceKeepsItsFirstMeaning() throws Exception {
        Profile profile = hex(TYPE + SAMPLE + "220408011809" + "220408011811" + STRINGS);
        assertThat(profile.locations()).isEqualTo(1);
        assertThat(profile.address(0)).isEqualTo(9);
    }

    @Test
    void namesOutsideTheStringTableAreTold() throws Exception {
        Profile profile = hex(TYPE + SAMPLE + "22020801" + "2a0408011063" + STRINGS);
        assertThat(profile.functionName(0)).isEmpty();
        assertThat(profile.problems())
                .containsExactly("1 functions have a name or file that is not in the string table");
    }

    @Test
    void samplesWithAnotherNumberOfValuesAreLeftOut() throws Exception {
        Profile profile = hex(TYPE + SAMPLE + "12070a010112020506" + "22020801" + STRINGS);
        assertThat(profile.samples()).isEqualTo(1);
        assertThat(profile.problems())
                .containsExactly(
                        "1 samples with another number of values than sample types are left out");
    }

    @Test
    void stringsThatAreNotUtf8AreTold() throws Exception {
        assertThat(hex(TYPE + SAMPLE + "22020801" + STRINGS + "3201ff").problems())
                .containsExactly("1 strings are not UTF-8, and show with replacements");
    }

    @Test
    void hugeLengthsAreRefusedAtOnce() {
        assertThatThrownBy(() -> hex(TYPE + "12ffffffff7f"))
                .hasMessageContaining("a field of 34359738367 bytes; 4194304 is the limit");
        assertThatThrownBy(() -> hex(TYPE + "12ffffffffffffffffff01"))
                .hasMessageContaining("a field of 18446744073709551615 bytes");
        assertThatThrownBy(() -> hex(TYPE + "7affffffffffffffffff01"))
                .hasMessageContaining("a length of 18446744073709551615 bytes");
        assertThatThrownBy(() -> hex(TYPE + "12ffff03"))
                .hasMessage("it at 10: it ends where a field of 65535 bytes should come");
    }

    @Test
    void damageBehindTheStringsKeepsTheSamples() throws Exception {
        Profile profile = hex(TYPE + SAMPLE + "22020801" + STRINGS + "1207");
        assertThat(profile.samples()).isEqualTo(1);
        assertThat(profile.problems())
                .singleElement()
                .asString()
                .contains("it ends where a field of 7 bytes should come")
                .endsWith("; the 1 samples before are kept");
    }

    @Test
    void aSecondProfileBehindTheFirstIsNotMixedIn() throws Exception {
        String one = TYPE + SAMPLE + "22020801" + STRINGS;
        Profile profile = hex(one + one);
        assertThat(profile.samples()).isEqualTo(1);
        assertThat(profile.problems()).singleElement().asString().contains("a second profile");
    }

    @Test
    void everyCutOfAProfileIsToldInOneLine() throws Exception {
        byte[] whole = Fixtures.bytes("heap.pb.gz");
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(whole)).readAllBytes();
        for (byte[] bytes : List.of(whole, plain, Fixtures.bytes("heap.txt"))) {
            for (int cut = 0; cut < bytes.length; cut += 13) {
                checkCut(Arrays.copyOf(bytes, cut));
            }
        }
    }

    @Test
    void aCutTextKeepsItsWholeRecords() throws Exception {
        byte[] bytes = Fixtures.bytes("goroutine.txt");
        Profile profile = Fixtures.read("it", Arrays.copyOf(bytes, bytes.length - 250));
        assertThat(profile.samples()).isEqualTo(4);
        assertThat(profile.problems())
                .containsExactly(
                        "it at 19: the text ends in the middle of a line; the 4 records before are"
                                + " kept");
    }

    @Test
    void aBombOfSamplesEndsAtTheLimit() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        byte[] sample = HexFormat.of().parseHex("12021001");
        byte[] block = new byte[1 << 20];
        for (int i = 0; i < block.length; i++) {
            block[i] = sample[i % 4];
        }
        try (GZIPOutputStream packed = new GZIPOutputStream(bomb)) {
            packed.write(HexFormat.of().parseHex(TYPE));
            for (int i = 0; i < 65; i++) {
                packed.write(block);
            }
        }
        assertThat(bomb.size()).isLessThan(200_000);
        assertThatThrownBy(() -> Fixtures.read("it", bomb.toByteArray()))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("unpacks to more than 67108864 bytes");
    }

    @Test
    void aProfileThatNeedsTooMuchMemoryIsRefused() throws Exception {
        byte[] bytes = Fixtures.bytes("allocs.pb.gz");
        try (ByteInput input = ByteInput.open("it", new ByteArrayInputStream(bytes), 1 << 20)) {
            assertThatThrownBy(() -> new ProtoDecoder(input, 100, false).decode())
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("more than 0 MiB of memory");
        }
    }

    @Test
    void mutationsGiveAProfileOrAFormatException() throws Exception {
        fuzz(20_000, 1);
    }

    /** Runs longer by hand: {@code -Dstanch.fuzz=5000000}. */
    @Test
    void moreMutationsWhenAskedFor() throws Exception {
        fuzz(Integer.getInteger("stanch.fuzz", 1000), System.nanoTime());
    }

    private static void fuzz(int rounds, long seed) throws Exception {
        Random random = new Random(seed);
        byte[] packed = Fixtures.bytes("heap.pb.gz");
        List<byte[]> seeds =
                List.of(
                        packed,
                        new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes(),
                        new GZIPInputStream(
                                        new ByteArrayInputStream(Fixtures.bytes("goroutine.pb.gz")))
                                .readAllBytes(),
                        Arrays.copyOf(Fixtures.bytes("heap.txt"), 4000),
                        Fixtures.bytes("goroutine.txt"),
                        Fixtures.bytes("mutex.txt"));
        for (int round = 0; round < rounds; round++) {
            byte[] bytes = mutate(seeds.get(random.nextInt(seeds.size())), random);
            try {
                use(Fixtures.read("it", bytes));
            } catch (FormatException expected) {
                assertThat(expected.getMessage()).doesNotContain("\n");
            } catch (RuntimeException | Error broken) {
                String input = HexFormat.of().formatHex(bytes);
                throw new AssertionError("seed " + seed + " round " + round + ": " + input, broken);
            }
        }
    }

    private static byte[] mutate(byte[] original, Random random) {
        byte[] bytes = original.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at] = -1;
                case 3 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                default -> {
                    int from = random.nextInt(bytes.length);
                    int length = Math.min(random.nextInt(40), bytes.length - Math.max(from, at));
                    System.arraycopy(original, from, bytes, at, Math.max(0, length));
                }
            }
        }
        return bytes;
    }

    private static void checkCut(byte[] bytes) throws IOException {
        try {
            Profile profile = Fixtures.read("it", bytes);
            use(profile);
            if (profile.problems().isEmpty()) {
                // Where a cut falls between two records nothing can tell.
                assertThat(profile.samples()).isPositive();
            }
        } catch (FormatException expected) {
            assertThat(expected.getMessage()).startsWith("it at ").doesNotContain("\n");
        }
    }

    /** Reads all that can be asked. */
    private static void use(Profile profile) {
        for (int sample = 0; sample < profile.samples(); sample++) {
            Fixtures.stack(profile, sample);
            profile.labels(sample);
            profile.numericLabels(sample);
            profile.rawValue(sample, 0);
        }
        for (int function = 0; function < profile.functions(); function++) {
            assertThat(profile.fileName(function)).isNotNull();
        }
    }

    private static Profile hex(String bytes) throws FormatException, IOException {
        return Fixtures.read("it", HexFormat.of().parseHex(bytes));
    }
}
