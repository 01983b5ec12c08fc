package dev.stanch.goroutine.crash;

import java.util.List;

/**
 * Why a program ended, as it said itself.
 *
 * @param kind what happened
 * @param message the panic's or fatal error's own words, without {@code panic:}
 * @param lines what the runtime printed about it, at most {@value CrashLines#MOST_LINES}
 * @param culprit id of the goroutine that it happened in; 0 when it is nobody's (a deadlock, a
 *     signal from outside) or unknown
 */
public record Crash(FatalError kind, String message, List<String> lines, long culprit) {
    public Crash {
        lines = List.copyOf(lines);
    }

    /** Whether the program was asked for its stacks by a signal rather than failed. */
    public boolean asked() {
        return kind == FatalError.QUIT;
    }
}
