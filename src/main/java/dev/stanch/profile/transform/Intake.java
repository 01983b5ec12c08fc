package dev.stanch.profile.transform;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;

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
        boolean names = !program.isEmpty() || !buildId.isEmpty();
        if (profile.mappings() > 0 && !names) {
            return profile;
        }
        ProfileTables tables = ProfileTables.of(profile);
        String oldFile = "";
        String oldBuildId = "";
        if (profile.mappings() == 0) {
            int mapping = tables.addMapping();
            tables.setMappingId(mapping, 1);
            for (int location = 0; location < profile.locations(); location++) {
                tables.setMapping(location, mapping);
            }
        } else {
            oldFile = profile.mappingFile(0);
            oldBuildId = profile.mappingBuildId(0);
        }
        tables.setFile(
                0,
                tables.string(program.isEmpty() ? oldFile : program),
                tables.string(oldBuildId.isEmpty() ? buildId : oldBuildId));
        return tables.build();
    }
}
