package dev.stanch.diagnosis.rule;

import dev.stanch.leak.Fix;
import dev.stanch.leak.Remedies;
import dev.stanch.leak.Remedy;

/** A remedy of the runbook, made specific to a finding. */
final class Fixes {
    private Fixes() {}

    /**
     * @param remedy id of the remedy
     * @param here what to change at this very place
     */
    static Fix of(String remedy, String here) {
        Remedy pattern = Remedies.of(remedy);
        String summary = here.isEmpty() ? pattern.summary() : here + " " + pattern.summary();
        return new Fix(summary, pattern.grade(), pattern.example(), null);
    }
}
