package dev.stanch.profile.transform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** pprof's warning about an expression without effect. */
final class Unmatched {
    private Unmatched() {}

    /**
     * Adds a warning if an option was given and did not match.
     *
     * @param given null if it was not
     */
    static void warn(
            @Nullable Object given, boolean matched, String option, List<String> warnings) {
        if (given != null && !matched) {
            warnings.add(option + " expression matched no samples");
        }
    }
}
