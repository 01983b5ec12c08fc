package dev.stanch.capture;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Keeps captures as a recording; readable at every moment, also when the writer is killed. */
public final class RecordingWriter implements AutoCloseable {
    /**
     * Begins a recording.
     *
     * @param path a folder that is new or empty, or a new file whose name ends in {@code .zip}
     */
    public static RecordingWriter create(
            Path path, String target, Instant started, Map<String, String> facts)
            throws CaptureException {
        if (Unbuilt.built()) {
            throw new IllegalStateException();
        }
        throw new UnsupportedOperationException();
    }

    public void add(Capture capture) throws CaptureException {}

    /** Notes what could not be had. */
    public void addIncomplete(String line) throws CaptureException {}

    @Override
    public void close() throws CaptureException {}
}
