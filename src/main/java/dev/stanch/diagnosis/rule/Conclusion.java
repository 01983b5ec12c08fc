package dev.stanch.diagnosis.rule;

import dev.stanch.leak.Confidence;
import dev.stanch.leak.Evidence;
import dev.stanch.leak.Fix;
import dev.stanch.leak.Site;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says of a leak.
 *
 * @param site where it leaks, when the rule knows it better than the candidate; null otherwise
 * @param origin the {@code go} statement or insertion; null when unknown
 * @param holder what retains it; null when unknown
 */
public record Conclusion(
        Confidence confidence,
        @Nullable Site site,
        @Nullable Site origin,
        @Nullable String holder,
        List<Evidence> evidence,
        String why,
        Fix fix) {
    public Conclusion {
        evidence = List.copyOf(evidence);
    }
}
