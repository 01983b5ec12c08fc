package dev.stanch.profile.report;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import dev.stanch.profile.codec.ProfileWriter;
import java.io.IOException;
import java.io.OutputStream;

/** {@code -proto}: the profile after the filters, as a gzipped {@code profile.proto}. */
final class Proto implements Report {
    @Override
    public void write(Prepared prepared, OutputStream out) throws IOException {
        ValueFormat values = prepared.values();
        boolean isDivided = values.ratio() > 0 && values.ratio() != 1;
        Profile profile = prepared.profile();
        ProfileWriter.write(isDivided ? divided(profile, values) : profile, out);
    }

    private static Profile divided(Profile profile, ValueFormat values) {
        int types = profile.sampleTypes().size();
        ProfileTables tables = ProfileTables.of(profile);
        tables.clearSamples();
        tables.setStride(types);
        long[] row = new long[types];
        for (int sample = 0; sample < profile.samples(); sample++) {
            for (int type = 0; type < types; type++) {
                row[type] = values.scaled(profile.value(sample, type));
            }
            tables.addSample(row, profile.stackId(sample), profile.labelSetId(sample));
        }
        return tables.build();
    }
}
