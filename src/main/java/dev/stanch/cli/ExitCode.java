package dev.stanch.cli;

/** The exit codes of every command; scripts rely on them, so they never change. */
public final class ExitCode {
    /** Done, and nothing was found. */
    public static final int NOTHING_FOUND = 0;

    /** Done, and there are findings. */
    public static final int FINDINGS = 1;

    /** The command line is wrong. */
    public static final int USAGE = 2;

    /** The input is unreadable, the target unreachable, or stanch itself failed. */
    public static final int UNREADABLE = 3;

    /** Ended by Ctrl-C; the JVM's own code for SIGINT. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
