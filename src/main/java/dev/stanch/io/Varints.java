package dev.stanch.io;

/**
 * A cursor over protobuf base-128 varints in memory, and their encoding. Bytes beyond the end and
 * an encoding of more than ten bytes are told by {@link #isBroken}, not by an exception, so that
 * loops stay tight.
 */
public final class Varints {
    /** The longest encoding of 64 bits. */
    public static final int MAX_BYTES = 10;

    private final byte[] bytes;
    private final int end;
    private int position;
    private boolean broken;

    public Varints(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.position = from;
        this.end = to;
    }

    public boolean hasNext() {
        return position < end;
    }

    /** Whether a varint was cut or too long; the cursor then stands at the end. */
    public boolean isBroken() {
        return broken;
    }

    /** Index of the next byte. */
    public int position() {
        return position;
    }

    /** Moves forward without reading; beyond the end it breaks. */
    public void skip(long count) {
        if (count < 0 || count > end - position) {
            fail();
        } else {
            position += (int) count;
        }
    }

    /**
     * Reads a length and returns the index behind that many bytes. If there are fewer the cursor
     * breaks and stands there.
     */
    public int nextEnd() {
        long length = next();
        if (length < 0 || length > end - position) {
            fail();
            return position;
        }
        return position + (int) length;
    }

    /** The next varint, or 0 if it is broken. */
    public long next() {
        long result = 0;
        for (int shift = 0; shift < 70 && position < end; shift += 7) {
            byte b = bytes[position++];
            result |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return result;
            }
        }
        return fail();
    }

    /**
     * Reads varints up to an index, as {@link #next} does, into an array with room for as many as
     * there are bytes; how many they are. For the longest lists, in loops over locals.
     */
    public int all(int stop, long[] into, int at) {
        byte[] source = bytes;
        int from = position;
        int count = at;
        while (from < stop) {
            int first = source[from];
            int second = from + 1 < stop ? source[from + 1] : -1;
            int third = from + 2 < stop ? source[from + 2] : -1;
            if (first >= 0) {
                into[count++] = first;
                from++;
            } else if (second >= 0) {
                into[count++] = (first & 0x7f) | second << 7;
                from += 2;
            } else if (third >= 0) {
                into[count++] = (first & 0x7f) | (second & 0x7f) << 7 | third << 14;
                from += 3;
            } else {
                position = from;
                into[count++] = next();
                from = position;
            }
        }
        position = from;
        return count - at;
    }

    /** Writes a varint and returns the index behind it; there must be room. */
    public static int put(byte[] target, int at, long value) {
        int index = at;
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            target[index++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        target[index++] = (byte) rest;
        return index;
    }

    private long fail() {
        broken = true;
        position = end;
        return 0;
    }
}
