package dev.stanch.io;

import java.io.IOException;

/** Where a {@link ByteInput} gets its bytes: as they come, or inflated. */
interface ByteSource extends AutoCloseable {
    /** Reads up to {@code count} bytes; -1 at the end. */
    int read(byte[] target, int at, int count) throws FormatException, IOException;

    @Override
    void close();
}
