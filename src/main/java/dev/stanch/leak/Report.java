package dev.stanch.leak;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one observation of one target ends with; schema {@code stanch.report/1}.
 *
 * @param target as the user named it
 * @param started when the first capture was taken
 * @param seconds from the first to the last capture
 * @param findings in order of harm
 * @param facts what was learnt about the target in the order to show it: Go version, main module,
 *     PID, RSS, limit …
 * @param uptimeSeconds how long the process had run when the observation ended; null when unknown
 * @param requests how many requests the observation cost the target
 * @param targetCpuSeconds CPU time that they cost the target, as measured; null where it could not
 *     be measured
 * @param plots the target's own series: goroutines, live heap, RSS
 * @param incomplete what could not be read, and why; also what is missing for a sure verdict
 */
public record Report(
        String target,
        Instant started,
        double seconds,
        Verdict verdict,
        String summary,
        List<Finding> findings,
        List<Symptom> symptoms,
        @Nullable Forecast forecast,
        Map<String, String> facts,
        @Nullable Double uptimeSeconds,
        int requests,
        @Nullable Double targetCpuSeconds,
        List<Plot> plots,
        List<String> incomplete) {
    public Report {
        findings = List.copyOf(findings);
        symptoms = List.copyOf(symptoms);
        plots = List.copyOf(plots);
        incomplete = List.copyOf(incomplete);
    }
}
