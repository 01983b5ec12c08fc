package dev.stanch.profile.codec;

import dev.stanch.io.Varints;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** A growing piece of a protobuf message, with the encodings that google/pprof chooses. */
final class ProtoOutput {
    private byte[] bytes = new byte[256];
    private int size;

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    void varint(long value) {
        room(Varints.MAX_BYTES);
        if (value >= 0 && value < 0x80) {
            bytes[size++] = (byte) value;
        } else {
            size = Varints.put(bytes, size, value);
        }
    }

    void raw(byte[] source) {
        room(source.length);
        System.arraycopy(source, 0, bytes, size, source.length);
        size += source.length;
    }

    /** A number, even if it is 0. */
    void field(int field, long value) {
        varint(field << 3 | Wire.VARINT);
        varint(value);
    }

    /** A number; 0, which is what readers take for a missing field, is not written. */
    void optional(int field, long value) {
        if (value != 0) {
            field(field, value);
        }
    }

    void optional(int field, boolean value) {
        optional(field, value ? 1 : 0);
    }

    void bytes(int field, byte[] value) {
        header(field, value.length);
        raw(value);
    }

    void message(int field, ProtoOutput body) {
        header(field, body.size);
        room(body.size);
        System.arraycopy(body.bytes, 0, bytes, size, body.size);
        size += body.size;
    }

    /** Numbers of a repeated field: packed if they are more than two. */
    void numbers(int field, long[] values, int count) {
        if (count <= 2) {
            for (int i = 0; i < count; i++) {
                field(field, values[i]);
            }
            return;
        }
        int length = 0;
        for (int i = 0; i < count; i++) {
            length += length(values[i]);
        }
        header(field, length);
        for (int i = 0; i < count; i++) {
            varint(values[i]);
        }
    }

    private void header(int field, int length) {
        varint(field << 3 | Wire.BYTES);
        varint(length);
    }

    private static int length(long value) {
        return (63 - Long.numberOfLeadingZeros(value | 1)) / 7 + 1;
    }

    private void room(int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + count));
        }
    }
}
