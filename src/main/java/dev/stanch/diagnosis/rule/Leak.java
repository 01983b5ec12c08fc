package dev.stanch.diagnosis.rule;

import java.util.List;

/**
 * Candidates that are one leak: the goroutine, the memory that it holds, the helpers that a library
 * started for it.
 *
 * @param main the one that names the leak
 * @param companions what goes with it
 */
public record Leak(Candidate main, List<Candidate> companions) {
    public Leak {
        companions = List.copyOf(companions);
    }
}
