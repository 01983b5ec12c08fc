package dev.stanch.capture.target;

import dev.stanch.capture.CaptureException;
import java.util.List;

/** A Go program under observation, or what was kept of one. */
public sealed interface Target permits UrlTarget, ProcessTarget, RecordingTarget, FilesTarget {
    /** The name for reports and recordings; without secrets. */
    String name();

    /**
     * Reads what a person wrote on the command line: a URL, {@code host:port}, {@code :port},
     * {@code unix:/path[:/prefix]}, a process id, a recording, or one or more files.
     *
     * @throws CaptureException when it is none of these
     */
    static Target parse(List<String> words, Access access) throws CaptureException {
        return TargetParser.parse(words, access);
    }
}
