package dev.stanch.diagnosis.rule;

import dev.stanch.diagnosis.observation.Observation;
import dev.stanch.scan.CodeFacts;

/**
 * What rules may ask: what was seen, and what the source tells.
 *
 * @param seconds how long the target was observed
 * @param uptimeSeconds how long the process runs; NaN when unknown
 */
public record Knowledge(
        Observation observation, CodeFacts code, double seconds, double uptimeSeconds) {}
