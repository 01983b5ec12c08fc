package dev.stanch.profile.codec.legacy;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The words of a binary CPU profile: of 4 or 8 bytes, in either byte order. */
record CpuWords(ByteInput input, int width, ByteOrder order) {
    private static final int HEADER_WORDS = 5;

    /** How many bytes the longest header has. */
    static final int HEADER_BYTES = HEADER_WORDS * 8;

    /** The words of an input that begins with a header; null if none fits. */
    static @Nullable CpuWords of(ByteInput input) throws IOException {
        input.require(HEADER_BYTES);
        for (int width : new int[] {4, 8}) {
            for (ByteOrder order :
                    new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
                CpuWords words = new CpuWords(input, width, order);
                if (words.isHeader()) {
                    return words;
                }
            }
        }
        return null;
    }

    /** Whether another byte follows. */
    boolean hasNext() throws IOException {
        return input.require(1);
    }

    long next(String expected) throws FormatException, IOException {
        if (!input.require(width)) {
            throw input.ended(expected);
        }
        long word = wordAt(0);
        input.advance(width);
        return word;
    }

    /** The words are 0, 3, the kind of program, the period in microseconds, and 0. */
    private boolean isHeader() {
        return input.available() >= HEADER_WORDS * width
                && wordAt(0) == 0
                && wordAt(1) == 3
                && (wordAt(2) == 0 || wordAt(2) == 1)
                && wordAt(3) != 0
                && wordAt(4) == 0;
    }

    private long wordAt(int place) {
        byte[] bytes = input.window();
        int from = input.position() + place * width;
        long word = 0;
        for (int i = 0; i < width; i++) {
            int at = order == ByteOrder.BIG_ENDIAN ? from + i : from + width - 1 - i;
            word = word << 8 | (bytes[at] & 0xff);
        }
        return word;
    }
}
