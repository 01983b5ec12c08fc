package dev.stanch.profile.transform;

import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;

/** Subtracts one profile from another. */
public final class Base {
    private Base() {}

    /**
     * The source less the base.
     *
     * @param diffBase whether the base's samples are marked with the label {@code pprof::base}, so
     *     that reports take percentages of the base alone
     * @param normalize whether the source is scaled to the totals of the base first
     * @throws FormatException as {@link Merge#of}
     */
    public static Profile subtract(
            Profile source, Profile base, boolean diffBase, boolean normalize)
            throws FormatException {
        return source;
    }
}
