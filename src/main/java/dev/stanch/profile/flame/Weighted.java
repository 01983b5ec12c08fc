package dev.stanch.profile.flame;

import dev.stanch.profile.Profile;
import dev.stanch.profile.report.Prepared;
import java.util.Arrays;

/**
 * The distinct stacks of a profile with what they weigh. Of a difference the two sides are kept
 * apart: what is there now (or what came to it) and the base (or what went).
 */
final class Weighted {
    /** Marks the samples of the base when both sides are kept (google/pprof's profile package). */
    private static final String BASE_LABEL = "pprof::base";

    private final Profile profile;
    private final int[] firstSamples;
    private final long[] values;
    private final long[] bases;
    private final int count;

    private Weighted(Profile profile, int[] firstSamples, long[] values, long[] bases, int count) {
        this.profile = profile;
        this.firstSamples = firstSamples;
        this.values = values;
        this.bases = bases;
        this.count = count;
    }

    static Weighted of(Prepared prepared) {
        Profile profile = prepared.profile();
        boolean[] isBase = baseSets(profile);
        int[] rows = new int[profile.samples() + 1];
        int[] firstSamples = new int[profile.samples()];
        long[] values = new long[profile.samples()];
        long[] bases = new long[profile.samples()];
        int count = 0;
        for (int sample = 0; sample < profile.samples(); sample++) {
            long value = prepared.value(sample);
            if (value == 0) {
                continue;
            }
            int stack = profile.stackId(sample);
            if (rows[stack] == 0) {
                firstSamples[count] = sample;
                rows[stack] = ++count;
            }
            int row = rows[stack] - 1;
            if (value < 0 || isBase[profile.labelSetId(sample)]) {
                bases[row] += Math.abs(value);
            } else {
                values[row] += value;
            }
        }
        return new Weighted(
                profile,
                Arrays.copyOf(firstSamples, count),
                Arrays.copyOf(values, count),
                Arrays.copyOf(bases, count),
                count);
    }

    private static boolean[] baseSets(Profile profile) {
        boolean[] isBase = new boolean[profile.labelSets() + 1];
        for (int set = 0; set < profile.labelSets(); set++) {
            int current = set;
            profile.visitLabelSet(
                    set,
                    new Profile.LabelVisitor() {
                        @Override
                        public void text(String key, String value) {
                            isBase[current] |= key.equals(BASE_LABEL) && value.equals("true");
                        }

                        @Override
                        public void number(String key, long value, String unit) {}
                    });
        }
        return isBase;
    }

    int count() {
        return count;
    }

    /** The leaf's place for {@link Profile#locationAt}. */
    int start(int stack) {
        return profile.stackStart(firstSamples[stack]);
    }

    /** Behind the root's place. */
    int end(int stack) {
        return profile.stackEnd(firstSamples[stack]);
    }

    int location(int place) {
        return profile.locationAt(place);
    }

    long value(int stack) {
        return values[stack];
    }

    long base(int stack) {
        return bases[stack];
    }
}
