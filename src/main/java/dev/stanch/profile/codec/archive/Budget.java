package dev.stanch.profile.codec.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** How many bytes may be read from all files of an archive together: a small zip can have many. */
final class Budget {
    private long left;

    Budget(long bytes) {
        left = bytes;
    }

    boolean isSpent() {
        return left <= 0;
    }

    /** The same stream, which ends when the budget is spent. */
    InputStream metered(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                return isSpent() ? -1 : taken(in.read(), 1);
            }

            @Override
            public int read(byte[] target, int at, int count) throws IOException {
                if (isSpent()) {
                    return -1;
                }
                int read = in.read(target, at, count);
                return taken(read, read);
            }

            private int taken(int result, int count) {
                left -= result < 0 ? 0 : count;
                return result;
            }
        };
    }
}
