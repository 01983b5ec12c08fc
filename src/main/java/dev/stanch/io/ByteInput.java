package dev.stanch.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Input read once from front to back through a window: bounded in what it unpacks and in what it
 * holds. gzip and zstd are recognized and unpacked. Damage in the packing is told only when all
 * bytes before it were used, so that readers can keep what was whole.
 */
public final class ByteInput implements AutoCloseable {
    private static final int FIRST_WINDOW = 1 << 16;

    private final String name;
    private final ByteSource source;
    private final long limit;
    private byte[] window = new byte[FIRST_WINDOW];
    private int position;
    private int end;
    private long windowOffset;
    private boolean ended;
    private boolean cutLine;
    private @Nullable FormatException damage;

    private ByteInput(String name, ByteSource source, long limit) {
        this.name = name;
        this.source = source;
        this.limit = limit;
    }

    /**
     * Begins to read; closing the input does not close the stream.
     *
     * @param name file name or URL, for messages
     * @param limit how many bytes may come out, after unpacking
     */
    public static ByteInput open(String name, InputStream in, long limit) throws IOException {
        RawBytes raw = new RawBytes(in);
        return new ByteInput(name, unpacked(name, raw), limit);
    }

    public String name() {
        return name;
    }

    /** Offset of the next byte, after unpacking. */
    public long offset() {
        return windowOffset + position;
    }

    /**
     * Tries to have {@code count} bytes in {@link #window}. Memory grows with the bytes that come,
     * not with the number asked for.
     *
     * @return false if the input ends, or is damaged, before
     */
    public boolean require(int count) throws IOException {
        while (end - position < count && !ended) {
            makeRoom(count);
            fill();
        }
        return end - position >= count;
    }

    /** The bytes at hand, from {@link #position} on; valid until the next {@link #require}. */
    public byte[] window() {
        return window;
    }

    /** Index of the next byte in {@link #window}. */
    public int position() {
        return position;
    }

    /** How many bytes are at hand. */
    public int available() {
        return end - position;
    }

    /** Steps over bytes at hand. */
    public void advance(int count) {
        if (count > available()) {
            throw new IllegalArgumentException(count + " bytes of " + available());
        }
        position += count;
    }

    /** Steps over bytes wherever they are; throws if the input ends before. */
    public void skip(long count) throws FormatException, IOException {
        long left = count;
        while (left > 0) {
            if (!require(1)) {
                throw ended(left + " more bytes");
            }
            int step = (int) Math.min(left, available());
            position += step;
            left -= step;
        }
    }

    /** Reads a protobuf varint. */
    public long varint() throws FormatException, IOException {
        long result = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (!require(1)) {
                throw ended("the rest of a number");
            }
            byte b = window[position++];
            result |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return result;
            }
        }
        throw wrong("a number of more than ten bytes");
    }

    /**
     * The bytes from here on as a stream, for parsers that want one. It ends early where the
     * packing is damaged: ask {@link #checkWhole} behind it. Closing it does nothing.
     */
    public InputStream stream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return require(1) ? window[position++] & 0xff : -1;
            }

            @Override
            public int read(byte[] target, int at, int count) throws IOException {
                if (count == 0) {
                    return 0;
                }
                if (!require(1)) {
                    return -1;
                }
                int step = Math.min(count, end - position);
                System.arraycopy(window, position, target, at, step);
                position += step;
                return step;
            }
        };
    }

    /**
     * Reads a line without its line end, as UTF-8; null at the end. {@link #isCutLine} tells of a
     * last line that no line end follows.
     */
    public @Nullable String line(int maxBytes) throws FormatException, IOException {
        int length = 0;
        while (true) {
            int stop = Math.min(end, position + maxBytes);
            for (int i = position + length; i < stop; i++) {
                if (window[i] == '\n') {
                    String line = text(i - position);
                    position = i + 1;
                    return line;
                }
            }
            length = stop - position;
            if (length == maxBytes) {
                throw wrong("a line of more than " + maxBytes + " bytes");
            }
            if (!require(length + 1)) {
                return length == 0 ? null : lastLine(length);
            }
        }
    }

    /** Whether the line read last had no line end. */
    public boolean isCutLine() {
        return cutLine;
    }

    /** At the end of the input: throws what is wrong with its packing or size, if anything. */
    public void checkWhole() throws FormatException {
        if (damage != null) {
            throw damage;
        }
    }

    /** The exception for an end of input where something else was expected. */
    public FormatException ended(String expected) {
        return damage != null
                ? damage
                : new FormatException(name, offset(), "it ends where " + expected + " should come");
    }

    /** The exception for wrong content at the current offset. */
    public FormatException wrong(String problem) {
        return new FormatException(name, offset(), problem);
    }

    @Override
    public void close() {
        source.close();
    }

    private static ByteSource unpacked(String name, RawBytes raw) throws IOException {
        if (raw.startsWith(0x1f, 0x8b)) {
            return new ReadAhead(new Gunzip(name, raw));
        }
        boolean isZstd = raw.startsWith(0x28, 0xb5, 0x2f, 0xfd);
        return isZstd ? new ReadAhead(new Unzstd(name, raw)) : raw;
    }

    private String lastLine(int length) {
        String line = text(length);
        position = end;
        cutLine = true;
        return line;
    }

    private String text(int length) {
        int cut = length > 0 && window[position + length - 1] == '\r' ? 1 : 0;
        return new String(window, position, length - cut, StandardCharsets.UTF_8);
    }

    private void makeRoom(int count) {
        if (end < window.length) {
            return;
        }
        if (position > 0) {
            System.arraycopy(window, position, window, 0, end - position);
            windowOffset += position;
            end -= position;
            position = 0;
        }
        if (end == window.length) {
            long doubled = Math.min(2L * window.length, Integer.MAX_VALUE - 16L);
            window = Arrays.copyOf(window, (int) Math.max(Math.min(doubled, count), end + 1L));
        }
    }

    private void fill() throws IOException {
        try {
            int read = source.read(window, end, window.length - end);
            if (read < 0) {
                ended = true;
                return;
            }
            end += read;
            if (windowOffset + end > limit) {
                end = (int) (limit - windowOffset);
                throw new FormatException(
                        name, limit, "it unpacks to more than " + limit + " bytes, the limit");
            }
        } catch (FormatException broken) {
            damage = broken;
            ended = true;
        }
    }
}
