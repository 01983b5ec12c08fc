package dev.stanch.profile.report;

import dev.stanch.profile.Profile;
import dev.stanch.profile.transform.Base;
import java.util.BitSet;

/** What counts as 100 percent. */
final class Totals {
    private Totals() {}

    /**
     * The sum of the sizes of all values, a mean if so wished. In a comparison with a base ({@code
     * -diff_base}) only the samples of the base count.
     */
    static long of(Profile profile, int valueIndex, boolean isMean) {
        BitSet baseLabels = Base.marked(profile);
        long total = 0;
        long divisor = 0;
        long baseTotal = 0;
        long baseDivisor = 0;
        for (int sample = 0; sample < profile.samples(); sample++) {
            long value = Math.abs(profile.value(sample, valueIndex));
            long count = isMean ? profile.value(sample, 0) : 0;
            total += value;
            divisor += count;
            if (!baseLabels.isEmpty() && baseLabels.get(profile.labelSetId(sample))) {
                baseTotal += value;
                baseDivisor += count;
            }
        }
        boolean isDifference = baseTotal > 0;
        long sum = isDifference ? baseTotal : total;
        long by = isDifference ? baseDivisor : divisor;
        return by == 0 ? sum : sum / by;
    }
}
