package dev.stanch.cli.pprof;

import org.jspecify.annotations.Nullable;

/** The command line is wrong; the message says what, in pprof's words. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1;
    private final @Nullable String suggestion;

    UsageException(String message) {
        this(message, null);
    }

    /**
     * @param suggestion what was probably meant
     */
    UsageException(String message, @Nullable String suggestion) {
        super(message);
        this.suggestion = suggestion;
    }

    @Nullable String suggestion() {
        return suggestion;
    }
}
