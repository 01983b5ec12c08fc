package dev.stanch.capture;

import org.jspecify.annotations.Nullable;

/**
 * An artefact could not be had or kept. The message is one line for a person: the URL or file, what
 * happened, and the mend.
 */
public final class CaptureException extends Exception {
    private static final long serialVersionUID = 1;
    private final Problem problem;

    public CaptureException(Problem problem, String place, String what) {
        this(problem, place, what, null);
    }

    public CaptureException(Problem problem, String place, String what, @Nullable Throwable cause) {
        super(Words.oneLine(place + ": " + what), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
