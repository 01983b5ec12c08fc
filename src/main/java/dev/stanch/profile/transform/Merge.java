package dev.stanch.profile.transform;

import dev.stanch.io.FormatException;
import dev.stanch.profile.PairNumbers;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Adds profiles up ({@code combineProfiles} and {@code Merge} in google/pprof). */
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
        List<Profile> comparable = CommonUnits.of(Compatibility.withCommonTypes(profiles));
        if (comparable.size() == 1) {
            return comparable.getFirst();
        }
        Profile first = comparable.getFirst();
        for (Profile other : comparable) {
            Compatibility.check(first, other);
        }
        return merge(comparable);
    }

    /** Samples whose values are all 0 are dropped, with what only they need. */
    private static Profile merge(List<Profile> profiles) {
        ProfileTables tables = new ProfileTables(true);
        tables.string("");
        int types = profiles.getFirst().sampleTypes().size();
        profiles.getFirst().sampleTypes().forEach(tables::addSampleType);
        tables.setStride(types);
        mergeHeaders(profiles, tables);

        MergedSymbols symbols = new MergedSymbols(tables, profiles.getFirst());
        PairNumbers samples = new PairNumbers();
        for (Profile profile : profiles) {
            symbols.begin(profile);
            new MergedSamples(profile, tables, symbols, samples).add();
        }
        Profile merged = tables.build();
        return hasZeros(merged) ? merge(List.of(merged)) : merged;
    }

    private static void mergeHeaders(List<Profile> profiles, ProfileTables tables) {
        Profile first = profiles.getFirst();
        long time = 0;
        long duration = 0;
        long period = 0;
        String defaultType = "";
        String docUrl = "";
        Set<String> comments = new LinkedHashSet<>();
        for (Profile profile : profiles) {
            time = time == 0 ? profile.timeNanos() : Math.min(time, profile.timeNanos());
            duration += profile.durationNanos();
            period = period == 0 ? profile.period() : Math.max(period, profile.period());
            comments.addAll(profile.comments());
            defaultType = defaultType.isEmpty() ? profile.defaultSampleType() : defaultType;
            docUrl = docUrl.isEmpty() ? profile.docUrl() : docUrl;
            profile.problems().forEach(tables::addProblem);
        }
        tables.setTimeNanos(time);
        tables.setDurationNanos(duration);
        tables.setPeriod(first.periodType(), period);
        comments.forEach(tables::addComment);
        tables.setDefaultSampleType(defaultType);
        tables.setDocUrl(docUrl);
        tables.setDropFrames(first.dropFrames(), first.keepFrames());
    }

    private static boolean hasZeros(Profile profile) {
        for (int sample = 0; sample < profile.samples(); sample++) {
            if (isZero(profile, sample)) {
                return true;
            }
        }
        return false;
    }

    static boolean isZero(Profile profile, int sample) {
        for (int type = 0; type < profile.sampleTypes().size(); type++) {
            if (profile.value(sample, type) != 0) {
                return false;
            }
        }
        return true;
    }
}
