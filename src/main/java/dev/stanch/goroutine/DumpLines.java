package dev.stanch.goroutine;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The lines of a dump as ranges of one reused buffer, so that a dump of any size is read in
 * constant memory. A line longer than {@link #LONGEST} is cut there.
 */
final class DumpLines {
    /** Bytes. Longer than any line of the runtime; function names and labels can be long. */
    static final int LONGEST = 1 << 18;

    private static final int BLOCK = 1 << 16;
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NEWLINES = 0x0A0A0A0A0A0A0A0AL;

    private final InputStream in;
    private byte[] buffer = new byte[BLOCK];
    private int filled;
    private int next;
    private boolean ended;
    private int start;
    private int end;
    private boolean terminated;
    private long number;
    private long bytes;
    private long cut;

    DumpLines(InputStream in) {
        this.in = in;
    }

    /** Moves to the next line; false at the end of the input. */
    boolean advance() throws IOException {
        int from = next;
        while (true) {
            int newline = indexOfNewline(from);
            if (newline >= 0) {
                line(newline, newline + 1, true);
                return true;
            }
            from = filled;
            if (ended) {
                if (next == filled) {
                    return false;
                }
                line(filled, filled, false);
                return true;
            }
            if (filled - next >= LONGEST) {
                skipRestOfLine();
                return true;
            }
            from -= next;
            fill();
        }
    }

    byte[] buffer() {
        return buffer;
    }

    /** Index in the buffer of the line's first byte. */
    int start() {
        return start;
    }

    /** Index in the buffer after the line's last byte, without the line end. */
    int end() {
        return end;
    }

    /** Whether the line had a line end; only the last of a cut input has none. */
    boolean terminated() {
        return terminated;
    }

    /** 1-based. */
    long number() {
        return number;
    }

    /** Bytes read so far from the input. */
    long bytes() {
        return bytes;
    }

    /** How many lines so far were longer than {@link #LONGEST}. */
    long cut() {
        return cut;
    }

    private void line(int lineEnd, int following, boolean withEnd) {
        start = next;
        end = lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        terminated = withEnd;
        next = following;
        number++;
    }

    private void skipRestOfLine() throws IOException {
        byte[] kept = Arrays.copyOfRange(buffer, next, next + LONGEST);
        boolean withEnd = false;
        next = filled;
        while (!withEnd && !ended) {
            next = 0;
            filled = 0;
            fill();
            int newline = indexOfNewline(0);
            withEnd = newline >= 0;
            next = withEnd ? newline + 1 : filled;
        }
        // The kept bytes go in front of what was read beyond the line.
        int rest = filled - next;
        byte[] joined = new byte[Math.max(buffer.length, LONGEST + rest + BLOCK)];
        System.arraycopy(kept, 0, joined, 0, LONGEST);
        System.arraycopy(buffer, next, joined, LONGEST, rest);
        buffer = joined;
        filled = LONGEST + rest;
        start = 0;
        end = LONGEST;
        next = LONGEST;
        terminated = withEnd;
        number++;
        cut++;
    }

    /** Eight bytes at a time (Hacker's Delight, 6-1: finding a zero byte). */
    private int indexOfNewline(int from) {
        int i = from;
        for (; i + 8 <= filled; i += 8) {
            long word = (long) LONGS.get(buffer, i) ^ NEWLINES;
            long found = (word - 0x0101010101010101L) & ~word & 0x8080808080808080L;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        for (; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void fill() throws IOException {
        if (next > 0) {
            System.arraycopy(buffer, next, buffer, 0, filled - next);
            filled -= next;
            next = 0;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            ended = true;
        } else {
            filled += read;
            bytes += read;
        }
    }
}
