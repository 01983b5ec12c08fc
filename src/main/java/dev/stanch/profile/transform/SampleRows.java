package dev.stanch.profile.transform;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;

/** Copies samples with all their values, raw ones too. */
final class SampleRows {
    private final Profile profile;
    private final int types;
    private final long[] row;

    SampleRows(Profile profile) {
        this.profile = profile;
        this.types = profile.sampleTypes().size();
        this.row = new long[profile.hasRawValues() ? 2 * types : types];
    }

    /** The sample's values, valid until the next call. */
    long[] values(int sample) {
        for (int i = 0; i < types; i++) {
            row[i] = profile.value(sample, i);
        }
        for (int i = types; i < row.length; i++) {
            row[i] = profile.rawValue(sample, i - types);
        }
        return row;
    }

    /** Adds the sample to tables of the same types, with another stack. */
    void copy(int sample, ProfileTables tables, int stack) {
        tables.addSample(values(sample), stack, profile.labelSetId(sample));
    }

    /** Adds the sample with another label set. */
    void relabel(int sample, ProfileTables tables, int labelSet) {
        tables.addSample(values(sample), profile.stackId(sample), labelSet);
    }
}
