package dev.stanch.capture;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Captures of one target that were kept, in time order. */
public final class Recording implements AutoCloseable {
    /**
     * What stands at the head of a recording.
     *
     * @param target name of the target, without secrets
     * @param started wall clock at the start of the observation
     * @param toolVersion version of stanch that recorded it
     * @param facts as {@link Offer#facts}
     */
    public record Header(
            String target, Instant started, String toolVersion, Map<String, String> facts) {}

    public static Recording open(Path path) throws CaptureException {
        if (Unbuilt.built()) {
            throw new IllegalStateException();
        }
        throw new UnsupportedOperationException();
    }

    public Header header() {
        if (Unbuilt.built()) {
            throw new IllegalStateException();
        }
        throw new UnsupportedOperationException();
    }

    public List<Capture> captures() {
        return List.of();
    }

    public List<String> incomplete() {
        return List.of();
    }

    @Override
    public void close() {}
}
