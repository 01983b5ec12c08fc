package dev.stanch.cli;

import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureException;
import dev.stanch.capture.recording.RecordingWriter;
import dev.stanch.diagnosis.SourceCaptures;
import dev.stanch.diagnosis.observation.Observation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps captures as a recording when that is wished. Where the recording is all that the user wants
 * a full disk ends the observation; where it comes beside a report the report goes on without it
 * and says so.
 */
final class Keeper implements AutoCloseable {
    private final @Nullable RecordingWriter writer;
    private final boolean required;
    private final Observation seen;
    private final Set<String> told = new HashSet<>();
    private boolean failed;

    private Keeper(@Nullable RecordingWriter writer, boolean required, Observation seen) {
        this.writer = writer;
        this.required = required;
        this.seen = seen;
    }

    /**
     * @param path where to; null to keep nothing
     * @param required whether a failure to keep ends the observation
     * @throws CaptureException when the recording cannot even be begun
     */
    static Keeper to(@Nullable Path path, boolean required, String target, Observation seen)
            throws CaptureException {
        return new Keeper(
                path == null
                        ? null
                        : RecordingWriter.create(path, target, Instant.now(), seen.facts()),
                required,
                seen);
    }

    void keep(Capture capture) throws CaptureException {
        attempt(to -> to.add(capture));
    }

    /**
     * What is known by now and is not kept yet: source that the stacks show, and what could not be
     * read. A recorder that is killed later has kept it.
     */
    void keepUpTo(double second, SourceCaptures sources) throws CaptureException {
        if (writer == null || failed) {
            return;
        }
        for (Capture source : sources.next(seen, second)) {
            keep(source);
        }
        for (String line : seen.incomplete()) {
            if (told.add(line)) {
                attempt(to -> to.addIncomplete(line));
            }
        }
    }

    @Override
    public void close() throws CaptureException {
        if (writer == null) {
            return;
        }
        try {
            writer.close();
        } catch (CaptureException e) {
            failed(e);
        }
    }

    private interface Step {
        void with(RecordingWriter writer) throws CaptureException;
    }

    private void attempt(Step step) throws CaptureException {
        if (writer == null || failed) {
            return;
        }
        try {
            step.with(writer);
        } catch (CaptureException e) {
            failed(e);
        }
    }

    private void failed(CaptureException e) throws CaptureException {
        failed = true;
        if (required) {
            throw e;
        }
        seen.missing(e.getMessage());
    }
}
