package dev.stanch.profile.report;

/**
 * A report that cannot be made from this profile with these options: an expression that does not
 * parse, a sample type that is not there, no function that matches. The message is pprof's.
 */
public final class ReportException extends Exception {
    private static final long serialVersionUID = 1;

    public ReportException(String message) {
        super(message);
    }
}
