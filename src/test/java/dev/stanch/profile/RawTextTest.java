package dev.stanch.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RawTextTest {
    @Test
    void anyBytesComeBackAsTheyWere() {
        Random random = new Random(4);
        for (int step = 0; step < 20_000; step++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            assertThat(RawText.bytes(RawText.of(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void wrongBytesAreMarkedAndTheRestIsText() {
        byte[] bytes = {'a', (byte) 0xff, (byte) 0xc3, (byte) 0xbc, (byte) 0xe2, (byte) 0x82};
        String text = RawText.of(bytes);
        assertThat(text).isEqualTo("a\udcffü\udce2\udc82");
        assertThat(RawText.isWrongByte(text, 1)).isTrue();
        assertThat(RawText.isWrongByte(text, 2)).isFalse();
        assertThat(RawText.isWrongByte("\ud83d\udcff", 1)).as("half of a character").isFalse();
    }

    @Test
    void stringsCompareAsTheirBytesDo() {
        Random random = new Random(8);
        String[] parts = {"a", "b", "ü", "\uffee", "😀", "\udcff", ""};
        for (int step = 0; step < 20_000; step++) {
            String a = parts[random.nextInt(7)] + parts[random.nextInt(7)] + "x";
            String b = parts[random.nextInt(7)] + parts[random.nextInt(7)] + "x";
            int expected = Arrays.compareUnsigned(RawText.bytes(a), RawText.bytes(b));
            assertThat(Integer.signum(RawText.compare(a, b)))
                    .as(a + " " + b)
                    .isEqualTo(Integer.signum(expected));
        }
        assertThat("😀".getBytes(StandardCharsets.UTF_8)).hasSize(4);
    }
}
