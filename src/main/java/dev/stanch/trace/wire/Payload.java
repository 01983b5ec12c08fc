package dev.stanch.trace.wire;

import dev.stanch.io.FormatException;
import java.nio.charset.StandardCharsets;

/** A cursor over one batch's bytes. */
final class Payload {
    private final String input;
    private final Batch batch;
    private final byte[] bytes;
    private int position;

    Payload(String input, Batch batch) {
        this.input = input;
        this.batch = batch;
        this.bytes = batch.bytes();
    }

    boolean hasNext() {
        return position < bytes.length;
    }

    int one() throws FormatException {
        if (!hasNext()) {
            throw wrong("the batch ends in an event");
        }
        return bytes[position++] & 0xff;
    }

    long varint() throws FormatException {
        long result = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int b = one();
            if (shift == 63 && b > 1) {
                break;
            }
            result |= (b & 0x7fL) << shift;
            if (b < 0x80) {
                return result;
            }
        }
        throw wrong("a number of more than 64 bits");
    }

    String string(int most) throws FormatException {
        long length = varint();
        if (length < 0 || length > most) {
            throw wrong("a string of more than " + most + " bytes");
        }
        if (length > bytes.length - position) {
            throw wrong("a string goes beyond its batch");
        }
        String text = new String(bytes, position, (int) length, StandardCharsets.UTF_8);
        position += (int) length;
        return text;
    }

    void expect(int type) throws FormatException {
        int found = one();
        if (found != type) {
            throw wrong("event type " + found + " where type " + type + " should be");
        }
    }

    FormatException wrong(String problem) {
        return new FormatException(input, batch.offset() + position, problem);
    }
}
