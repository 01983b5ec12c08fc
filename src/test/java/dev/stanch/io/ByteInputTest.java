package dev.stanch.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class ByteInputTest {
    @Test
    void gzipOfSeveralMembersComesOutAsOne() throws Exception {
        byte[] first = random(100_000);
        byte[] second = random(7);
        byte[] packed = join(gzip(first), gzip(second));
        assertThat(all(packed, 1 << 20)).isEqualTo(join(first, second));
    }

    @Test
    void whatIsLargeComesOutAsItWentInAlthoughAnotherThreadUnpacksIt() throws Exception {
        byte[] bytes = random(5_000_000);
        assertThat(all(gzip(bytes), bytes.length)).isEqualTo(bytes);
    }

    @Test
    void aLargeInputWithACutIsUsableUpToItAndTellsTheSamePlace() throws Exception {
        byte[] bytes = random(5_000_000);
        byte[] cut = Arrays.copyOf(gzip(bytes), 4_000_001);
        try (ByteInput input = open(cut, 1 << 24)) {
            byte[] whole = drain(input);
            assertThat(whole.length).isGreaterThan(3_900_000);
            assertThat(whole).isEqualTo(Arrays.copyOf(bytes, whole.length));
            assertThatThrownBy(input::checkWhole)
                    .isInstanceOf(FormatException.class)
                    .hasMessageStartingWith("it at 4000001: the gzip data ends early");
        }
    }

    @Test
    void anInputThatIsLeftInTheMiddleLeavesNoThread() throws Exception {
        byte[] packed = gzip(random(8_000_000));
        try (ByteInput input = open(packed, 1 << 24)) {
            assertThat(input.require(3_000_000)).isTrue();
        }
        for (int i = 0; i < 100 && unpacks(); i++) {
            Thread.sleep(50);
        }
        assertThat(unpacks()).isFalse();
    }

    private static boolean unpacks() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("unpacking"));
    }

    @Test
    void plainBytesComeThroughUnchanged() throws Exception {
        byte[] bytes = random(200_000);
        bytes[0] = 0;
        assertThat(all(bytes, 200_000)).isEqualTo(bytes);
    }

    @Test
    void aHeaderWithNameCommentExtraAndChecksumIsSteppedOver() throws Exception {
        byte[] plain = gzip(new byte[] {1, 2, 3});
        byte[] head = {
            0x1f, (byte) 0x8b, 8, 30, 0, 0, 0, 0, 0, 0, 2, 0, 9, 9, 'n', 0, 'c', 0, 1, 2
        };
        byte[] packed = join(head, Arrays.copyOfRange(plain, 10, plain.length));
        assertThat(all(packed, 3)).containsExactly(1, 2, 3);
    }

    @Test
    void whatCameBeforeACutIsUsableAndThenTheCutIsTold() throws Exception {
        byte[] bytes = random(300_000);
        byte[] packed = gzip(bytes);
        byte[] cut = Arrays.copyOf(packed, packed.length / 2);
        try (ByteInput input = open(cut, 1 << 20)) {
            byte[] whole = drain(input);
            assertThat(whole.length).isGreaterThan(100_000);
            assertThat(whole).isEqualTo(Arrays.copyOf(bytes, whole.length));
            assertThatThrownBy(input::checkWhole)
                    .isInstanceOf(FormatException.class)
                    .hasMessage(
                            "it at "
                                    + cut.length
                                    + ": the gzip data ends early: fetch it again, or copy it"
                                    + " whole");
        }
    }

    @Test
    void aChangedByteIsToldByTheChecksum() throws Exception {
        byte[] packed = gzip(new byte[5000]);
        packed[packed.length - 6] ^= 1;
        assertThatThrownBy(() -> all(packed, 1 << 20))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("checksum does not match");
    }

    @Test
    void bytesBehindTheGzipDataAreTold() throws Exception {
        byte[] packed = join(gzip(new byte[] {5}), new byte[] {'x', 'y', 'z'});
        assertThatThrownBy(() -> all(packed, 1 << 20))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("not gzip follow");
    }

    @Test
    void aBombEndsAtTheLimit() throws Exception {
        byte[] packed = gzip(new byte[50_000_000]);
        assertThat(packed.length).isLessThan(100_000);
        try (ByteInput input = open(packed, 1_000_000)) {
            assertThat(drain(input)).hasSize(1_000_000);
            assertThatThrownBy(input::checkWhole)
                    .hasMessage("it at 1000000: it unpacks to more than 1000000 bytes, the limit");
        }
    }

    @Test
    void aHugeWishTakesOnlyTheMemoryOfWhatComes() throws Exception {
        try (ByteInput input = open(new byte[100], 1000)) {
            assertThat(input.require(Integer.MAX_VALUE)).isFalse();
            assertThat(input.available()).isEqualTo(100);
            assertThat(input.window().length).isLessThanOrEqualTo(1 << 17);
        }
    }

    @Test
    void linesEndWithNewlineOrCarriageReturnAndTheLastMayBeCut() throws Exception {
        byte[] text = "one\r\n\ntwo é\nthr".getBytes(StandardCharsets.UTF_8);
        try (ByteInput input = open(text, 1000)) {
            assertThat(input.line(100)).isEqualTo("one");
            assertThat(input.line(100)).isEmpty();
            assertThat(input.line(100)).isEqualTo("two é");
            assertThat(input.isCutLine()).isFalse();
            assertThat(input.line(100)).isEqualTo("thr");
            assertThat(input.isCutLine()).isTrue();
            assertThat(input.line(100)).isNull();
        }
    }

    @Test
    void aLineLongerThanAllowedIsRefused() throws Exception {
        try (ByteInput input =
                open("x".repeat(300_000).getBytes(StandardCharsets.UTF_8), 1 << 20)) {
            assertThatThrownBy(() -> input.line(200_000))
                    .hasMessage("it at 0: a line of more than 200000 bytes");
        }
    }

    @Test
    void randomVarintsComeBackFromInputAndFromMemory() throws Exception {
        Random random = new Random(7);
        long[] numbers = new long[5_000];
        byte[] bytes = new byte[numbers.length * Varints.MAX_BYTES];
        int size = 0;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextLong() >> random.nextInt(64);
            size = Varints.put(bytes, size, numbers[i]);
        }
        Varints cursor = new Varints(bytes, 0, size);
        try (ByteInput input = open(Arrays.copyOf(bytes, size), size)) {
            for (long number : numbers) {
                assertThat(input.varint()).isEqualTo(number);
                assertThat(cursor.next()).isEqualTo(number);
            }
            assertThat(input.require(1)).isFalse();
        }
        assertThat(cursor.hasNext()).isFalse();
        assertThat(cursor.isBroken()).isFalse();
    }

    @Test
    void aCutOrEndlessVarintBreaksTheCursor() {
        Varints cut = new Varints(new byte[] {-1, -1}, 0, 2);
        assertThat(cut.next()).isZero();
        assertThat(cut.isBroken()).isTrue();
        byte[] endless = new byte[40];
        Arrays.fill(endless, (byte) 0x80);
        Varints long11 = new Varints(endless, 0, 40);
        assertThat(long11.next()).isZero();
        assertThat(long11.isBroken()).isTrue();
        assertThatThrownBy(() -> open(endless, 100).varint())
                .hasMessage("it at 10: a number of more than ten bytes");
    }

    private static byte[] all(byte[] bytes, long limit) throws Exception {
        try (ByteInput input = open(bytes, limit)) {
            byte[] result = drain(input);
            input.checkWhole();
            return result;
        }
    }

    private static byte[] drain(ByteInput input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (input.require(1)) {
            out.write(input.window(), input.position(), input.available());
            input.advance(input.available());
        }
        return out.toByteArray();
    }

    private static ByteInput open(byte[] bytes, long limit) throws IOException {
        return ByteInput.open("it", new ByteArrayInputStream(bytes), limit);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
            packed.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
