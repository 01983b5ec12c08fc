package dev.stanch.io;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks Zstandard (RFC 8878), also of several frames. The native library is loaded by the first
 * such input only. Windows are bounded by what the library allows without being asked for more (128
 * MiB).
 */
final class Unzstd implements ByteSource {
    private final String input;
    private final RawBytes raw;
    private @Nullable ZstdInputStreamNoFinalizer unpacked;

    Unzstd(String input, RawBytes raw) {
        this.input = input;
        this.raw = raw;
    }

    @Override
    public int read(byte[] target, int at, int count) throws FormatException, IOException {
        try {
            if (unpacked == null) {
                unpacked = new ZstdInputStreamNoFinalizer(packed());
            }
            return unpacked.read(target, at, count);
        } catch (ZstdIOException damaged) {
            throw new FormatException(
                    input, raw.offset(), "the zstd data is damaged (" + damaged.getMessage() + ")");
        } catch (UnsatisfiedLinkError | ExceptionInInitializerError | NoClassDefFoundError none) {
            throw new FormatException(
                    input, 0, "zstd data, which this machine cannot unpack: use zstd -d first");
        }
    }

    @Override
    public void close() {
        try {
            if (unpacked != null) {
                unpacked.close();
            }
        } catch (IOException ignored) {
            // Nothing was written: there is nothing to lose.
        }
    }

    /** The packed bytes, whose stream belongs to the caller. */
    private InputStream packed() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return raw.next();
            }

            @Override
            public int read(byte[] target, int at, int count) throws IOException {
                return raw.read(target, at, count);
            }
        };
    }
}
