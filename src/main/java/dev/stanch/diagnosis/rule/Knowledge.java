package dev.stanch.diagnosis.rule;

import dev.stanch.diagnosis.observation.Observation;
import dev.stanch.diagnosis.observation.Owner;
import dev.stanch.leak.Site;
import dev.stanch.scan.CodeFacts;

/**
 * What rules may ask: what was seen, and what the source tells.
 *
 * @param calls what the executable tells of user functions; empty when it is not at hand
 * @param seconds how long the target was observed
 * @param uptimeSeconds how long the process runs; NaN when unknown
 */
public record Knowledge(
        Observation observation,
        CodeFacts code,
        Calls calls,
        double seconds,
        double uptimeSeconds) {
    /** Whose code a line is. */
    Owner owner(Site site) {
        return observation.owners().of(site.function(), site.file());
    }
}
