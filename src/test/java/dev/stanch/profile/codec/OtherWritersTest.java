package dev.stanch.profile.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.stanch.profile.Profile;
import dev.stanch.profile.RawDump;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What profile.proto looks like when Pyroscope, Parca and their agents write it. */
final class OtherWritersTest {
    private static final String[] STRINGS = {
        "", "samples", "count", "cpu", "nanoseconds", "main", "main.go", "pod", "web-1", "thread"
    };

    @Test
    void severalTypesStringAndNumberLabelsAndNoMapping() throws Exception {
        byte[] proto =
                join(
                        message(1, field(1, 1), field(2, 2)),
                        message(1, field(1, 3), field(2, 4)),
                        // one location and two values, not packed
                        message(
                                2,
                                field(1, 1),
                                field(2, 7),
                                field(2, 70),
                                message(3, field(1, 7), field(2, 8)),
                                message(3, field(1, 9), field(3, 12))),
                        message(4, field(1, 1), message(4, field(1, 1), field(2, 33))),
                        message(5, field(1, 1), field(2, 5), field(4, 6)),
                        strings());
        String expected =
                """
                Period: 0
                Samples:
                samples/count cpu/nanoseconds
                          7         70: 1\s
                                pod:[web-1]
                                thread:[12]
                Locations
                     1: 0x0 main main.go:33:0 s=0
                Mappings
                """;
        assertThat(RawDump.of(Fixtures.read("it", proto))).isEqualTo(expected);
        assertThat(RawDump.of(Fixtures.read("it", Zstd.compress(proto)))).isEqualTo(expected);
    }

    @Test
    void idsThatAreLeftOutAreZero() throws Exception {
        Profile profile =
                Fixtures.read(
                        "it",
                        join(
                                message(1, field(1, 1), field(2, 2)),
                                message(2, field(1, 0), field(2, 7)),
                                message(4, message(4, field(2, 33))),
                                message(5, field(2, 5), field(4, 6)),
                                strings()));
        assertThat(Fixtures.stack(profile, 0)).containsExactly("main:33");
        assertThat(profile.mapping(0)).isEqualTo(-1);
        assertThat(profile.problems()).isEmpty();
    }

    @Test
    void aSampleWithoutAStackIsKept() throws Exception {
        Profile profile =
                Fixtures.read(
                        "it",
                        join(
                                message(1, field(1, 1), field(2, 2)),
                                message(2, field(2, 7)),
                                strings()));
        assertThat(profile.value(0, 0)).isEqualTo(7);
        assertThat(profile.stackEnd(0)).isEqualTo(profile.stackStart(0));
    }

    private static byte[] strings() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String string : STRINGS) {
            out.writeBytes(message(6, string.getBytes(StandardCharsets.UTF_8)));
        }
        return out.toByteArray();
    }

    /** A number below 128. */
    private static byte[] field(int number, int value) {
        return new byte[] {(byte) (number << 3), (byte) value};
    }

    private static byte[] message(int number, byte[]... parts) {
        byte[] content = join(parts);
        return join(new byte[] {(byte) (number << 3 | 2), (byte) content.length}, content);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
