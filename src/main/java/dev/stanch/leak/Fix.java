package dev.stanch.leak;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stops the leak.
 *
 * @param summary the corrected pattern for this very code shape, in one to three sentences
 * @param grade whether the change may be made without thought about behaviour
 * @param example corrected Go code for this shape, a few lines; null where words say it all
 * @param patch unified diff; null while no patch was made
 */
public record Fix(String summary, Grade grade, @Nullable String example, @Nullable String patch) {
    /** How much thought a fix needs. */
    public enum Grade {
        SAFE,
        REVIEW;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
