package dev.stanch.diagnosis;

import dev.stanch.capture.Body;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A capture's bytes that were made here rather than fetched. */
@SuppressWarnings("ArrayRecordComponent") // a body, never compared
record HeldBody(byte[] bytes) implements Body {
    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public long size() {
        return bytes.length;
    }
}
