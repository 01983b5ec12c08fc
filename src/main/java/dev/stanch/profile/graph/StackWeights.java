package dev.stanch.profile.graph;

import dev.stanch.profile.Profile;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The weight of every distinct stack: all samples with the same stack add the same to a graph, so
 * it is built from their sums. Stacks of samples without a value are left out, as pprof leaves out
 * such samples.
 */
final class StackWeights {
    private final Profile profile;
    private int count;
    private int[] samples = new int[64];
    private long[] weights = new long[64];
    private long @Nullable [] divisors;

    private StackWeights(Profile profile) {
        this.profile = profile;
    }

    static StackWeights of(Profile profile, Cuts.Values values) {
        boolean isMean = values.isMean();
        StackWeights result = new StackWeights(profile);
        result.divisors = isMean ? new long[64] : null;
        int[] rows = new int[64];
        for (int sample = 0; sample < profile.samples(); sample++) {
            long weight = profile.value(sample, values.column());
            long divisor = isMean ? profile.value(sample, 0) : 0;
            if (weight == 0 && divisor == 0) {
                continue;
            }
            int stack = profile.stackId(sample);
            if (stack >= rows.length) {
                rows = Arrays.copyOf(rows, Math.max(stack + 1, rows.length * 2));
            }
            if (rows[stack] == 0) {
                rows[stack] = result.add(sample) + 1;
            }
            result.addTo(rows[stack] - 1, weight, divisor);
        }
        return result;
    }

    int count() {
        return count;
    }

    /** The stack's number in the profile. */
    int id(int stack) {
        return profile.stackId(samples[stack]);
    }

    long weight(int stack) {
        return weights[stack];
    }

    long divisor(int stack) {
        return divisors == null ? 0 : divisors[stack];
    }

    private int add(int sample) {
        if (count == samples.length) {
            samples = Arrays.copyOf(samples, count * 2);
            weights = Arrays.copyOf(weights, count * 2);
            divisors = divisors == null ? null : Arrays.copyOf(divisors, count * 2);
        }
        samples[count] = sample;
        return count++;
    }

    private void addTo(int stack, long weight, long divisor) {
        weights[stack] += weight;
        if (divisors != null) {
            divisors[stack] += divisor;
        }
    }
}
