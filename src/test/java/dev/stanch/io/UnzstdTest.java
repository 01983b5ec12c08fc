package dev.stanch.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class UnzstdTest {
    @Test
    void framesAreUnpackedOneAfterTheOther() throws Exception {
        byte[] first = noise(100_000);
        byte[] second = noise(7);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes(Zstd.compress(first));
        packed.writeBytes(Zstd.compress(second));
        byte[] unpacked = read(packed.toByteArray(), 1 << 20);
        assertThat(Arrays.copyOf(unpacked, first.length)).isEqualTo(first);
        assertThat(Arrays.copyOfRange(unpacked, first.length, unpacked.length)).isEqualTo(second);
    }

    @Test
    void cutDataIsTold() {
        byte[] packed = Zstd.compress(noise(100_000));
        assertThatThrownBy(() -> read(Arrays.copyOf(packed, packed.length - 10), 1 << 20))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("it at ")
                .hasMessageContaining("the zstd data is damaged (");
    }

    @Test
    void changedDataIsTold() {
        byte[] packed = Zstd.compress(new byte[100_000]);
        packed[packed.length / 2] ^= 0x55;
        packed[5] ^= 0x55;
        assertThatThrownBy(() -> read(packed, 1 << 20)).isInstanceOf(FormatException.class);
    }

    @Test
    void aBombEndsAtTheLimit() {
        byte[] packed = Zstd.compress(new byte[64 << 20]);
        assertThat(packed.length).isLessThan(20_000);
        assertThatThrownBy(() -> read(packed, 1 << 20))
                .hasMessage("it at 1048576: it unpacks to more than 1048576 bytes, the limit");
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(byte[] packed, long limit) throws FormatException, IOException {
        try (ByteInput input = ByteInput.open("it", new ByteArrayInputStream(packed), limit)) {
            byte[] unpacked = input.stream().readAllBytes();
            input.checkWhole();
            return unpacked;
        }
    }
}
