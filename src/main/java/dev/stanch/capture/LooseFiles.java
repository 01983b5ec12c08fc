package dev.stanch.capture;

import java.nio.file.Path;
import java.util.List;

/**
 * Files that were handed in without a recording: what each is is told by its content.
 *
 * @param captures in time order
 * @param incomplete files that are nothing known, and why
 */
public record LooseFiles(List<Capture> captures, List<String> incomplete) {
    public static LooseFiles open(List<Path> files) throws CaptureException {
        if (Unbuilt.built()) {
            throw new IllegalStateException();
        }
        throw new UnsupportedOperationException();
    }
}
