package dev.stanch.capture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a capture as the target sent them; may be opened any number of times. */
public interface Body {
    InputStream open() throws IOException;

    /** Bytes that {@link #open} gives; -1 when unknown before reading. */
    long size();

    /** A body in memory; the bytes are not copied. */
    static Body of(byte[] bytes) {
        return new Body() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public long size() {
                return bytes.length;
            }
        };
    }
}
