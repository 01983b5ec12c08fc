package dev.stanch.profile.transform;

import dev.stanch.profile.Profile;

/** What is done with each profile that was read, before it is merged with others. */
public final class Intake {
    private Intake() {}

    /**
     * Gives a profile that has no mapping one for all its locations, and names the program, which
     * is the first mapping.
     *
     * @param program path that replaces the one in the profile; empty to leave it
     * @param buildId taken if the profile has none; empty for none
     */
    public static Profile complete(Profile profile, String program, String buildId) {
        return profile;
    }
}
