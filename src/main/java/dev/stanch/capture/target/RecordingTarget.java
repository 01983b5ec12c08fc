package dev.stanch.capture.target;

import java.nio.file.Path;

/** A recording: folder or zip. */
public record RecordingTarget(Path path) implements Target {
    @Override
    public String name() {
        return path.toString();
    }
}
