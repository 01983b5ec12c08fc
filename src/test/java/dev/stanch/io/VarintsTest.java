package dev.stanch.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class VarintsTest {
    @Test
    void manyAtOnceAreReadAsOneByOne() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            long[] values = new long[random.nextInt(50)];
            byte[] bytes = new byte[values.length * Varints.MAX_BYTES];
            int end = 0;
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextLong() >>> random.nextInt(64);
                end = Varints.put(bytes, end, values[i]);
            }
            Varints cursor = new Varints(bytes, 0, end);
            long[] read = new long[3 + end];
            assertThat(cursor.all(end, read, 3)).isEqualTo(values.length);
            assertThat(Arrays.copyOfRange(read, 3, 3 + values.length)).isEqualTo(values);
            assertThat(cursor.isBroken()).isFalse();
            assertThat(cursor.hasNext()).isFalse();
        }
    }

    @Test
    void ofDamagedBytesBothWaysReadTheSameAndBreakTheSame() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(40)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (random.nextInt() | (random.nextInt(3) > 0 ? 0x80 : 0));
            }
            int stop = random.nextInt(bytes.length + 1);
            Varints one = new Varints(bytes, 0, bytes.length);
            long[] expected = new long[bytes.length];
            int count = 0;
            while (one.position() < stop) {
                expected[count++] = one.next();
            }
            Varints all = new Varints(bytes, 0, bytes.length);
            long[] read = new long[bytes.length];
            assertThat(all.all(stop, read, 0)).as("seed %s", seed).isEqualTo(count);
            assertThat(read).isEqualTo(expected);
            assertThat(all.position()).isEqualTo(one.position());
            assertThat(all.isBroken()).isEqualTo(one.isBroken());
        }
    }
}
