package dev.stanch.capture.content;

import dev.stanch.capture.Body;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** A text that is kept gzipped and read unpacked, up to a bound. */
public record PackedBody(Body packed, long size, long limit) implements Body {
    @Override
    public InputStream open() throws IOException {
        return bounded(new GZIPInputStream(packed.open(), 1 << 15), limit);
    }

    /** A stream that fails with {@link Spool.TooLargeException} instead of giving more. */
    public static InputStream bounded(InputStream in, long limit) {
        return new FilterInputStream(in) {
            private long left = limit;

            @Override
            public int read() throws IOException {
                int b = in.read();
                return b < 0 ? b : counted(b, 1);
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = in.read(bytes, offset, length);
                return read < 0 ? read : counted(read, read);
            }

            @Override
            public long skip(long count) throws IOException {
                long skipped = in.skip(count);
                counted(0, skipped);
                return skipped;
            }

            private int counted(int result, long count) throws IOException {
                left -= count;
                if (left < 0) {
                    throw new Spool.TooLargeException(limit);
                }
                return result;
            }
        };
    }
}
