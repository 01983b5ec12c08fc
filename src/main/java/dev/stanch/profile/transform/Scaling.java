package dev.stanch.profile.transform;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;

/** Multiplies the values of samples. */
final class Scaling {
    private Scaling() {}

    /**
     * Multiplies each column, rounding half away from zero. Samples go whose multiplied values are
     * all 0; a column whose ratio is 1 does not count as multiplied. If all ratios are 1 nothing
     * happens at all.
     */
    static Profile by(Profile profile, double[] ratios) {
        if (areOnes(ratios)) {
            return profile;
        }
        ProfileTables tables = ProfileTables.of(profile);
        tables.clearSamples();
        tables.setStride(ratios.length);
        long[] row = new long[ratios.length];
        for (int sample = 0; sample < profile.samples(); sample++) {
            boolean keeps = false;
            for (int i = 0; i < row.length; i++) {
                long value = profile.value(sample, i);
                row[i] = ratios[i] == 1 ? value : round(value * ratios[i]);
                keeps |= ratios[i] != 1 && row[i] != 0;
            }
            if (keeps) {
                tables.addSample(row, profile.stackId(sample), profile.labelSetId(sample));
            }
        }
        return tables.build();
    }

    private static boolean areOnes(double[] ratios) {
        for (double ratio : ratios) {
            if (ratio != 1) {
                return false;
            }
        }
        return true;
    }

    private static long round(double value) {
        double whole = Math.floor(Math.abs(value));
        double rounded = Math.abs(value) - whole >= 0.5 ? whole + 1 : whole;
        return (long) Math.copySign(rounded, value);
    }
}
