package dev.stanch.profile.flame;

import dev.stanch.profile.Profile;
import dev.stanch.profile.report.Prepared;
import dev.stanch.profile.transform.Base;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The distinct stacks of a profile with what they weigh. Of a difference the two sides are kept
 * apart: what is there now (or what came to it) and the base (or what went).
 */
final class Weighted {
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
        BitSet base = Base.marked(profile);
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
            if (value < 0 || base.get(profile.labelSetId(sample))) {
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
