package dev.stanch.profile.report;

import dev.stanch.profile.Profile;
import java.util.BitSet;

/** What counts as 100 percent. */
final class Totals {
    private static final String BASE_KEY = "pprof::base";

    private Totals() {}

    /**
     * The sum of the sizes of all values, a mean if so wished. In a comparison with a base ({@code
     * -diff_base}) only the samples of the base count.
     */
    static long of(Profile profile, int valueIndex, boolean isMean) {
        BitSet baseLabels = baseLabels(profile);
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

    private static BitSet baseLabels(Profile profile) {
        BitSet result = new BitSet();
        for (int set = 0; set < profile.labelSets(); set++) {
            int current = set;
            profile.visitLabelSet(
                    set,
                    new Profile.LabelVisitor() {
                        @Override
                        public void text(String key, String value) {
                            if (key.equals(BASE_KEY) && value.equals("true")) {
                                result.set(current);
                            }
                        }

                        @Override
                        public void number(String key, long value, String unit) {}
                    });
        }
        return result;
    }
}
