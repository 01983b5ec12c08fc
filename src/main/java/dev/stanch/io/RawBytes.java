package dev.stanch.io;

import java.io.IOException;
import java.io.InputStream;

/** A stream read in blocks, with a look at the first bytes. */
final class RawBytes implements ByteSource {
    private final InputStream in;
    final byte[] block = new byte[1 << 16];
    int position;
    int end;
    private long blockOffset;

    RawBytes(InputStream in) {
        this.in = in;
    }

    /** Offset of the next byte in the stream. */
    long offset() {
        return blockOffset + position;
    }

    /** Makes at least one byte ready in {@link #block}, or says that there is none. */
    boolean fill() throws IOException {
        if (position < end) {
            return true;
        }
        blockOffset += end;
        position = 0;
        end = 0;
        int read = in.read(block, 0, block.length);
        end = Math.max(read, 0);
        return end > 0;
    }

    /** Whether the stream begins with these bytes; nothing is consumed. */
    boolean startsWith(int... magic) throws IOException {
        while (end < magic.length) {
            int read = in.read(block, end, block.length - end);
            if (read <= 0) {
                return false;
            }
            end += read;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((block[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** The next byte, or -1 at the end. */
    int next() throws IOException {
        return fill() ? block[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int at, int count) throws IOException {
        if (!fill()) {
            return -1;
        }
        int step = Math.min(count, end - position);
        System.arraycopy(block, position, target, at, step);
        position += step;
        return step;
    }

    @Override
    public void close() {
        // The stream belongs to the caller.
    }
}
