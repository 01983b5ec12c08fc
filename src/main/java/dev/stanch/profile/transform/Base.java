package dev.stanch.profile.transform;

import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Subtracts one profile from another. */
public final class Base {
    /** The label that samples of the base have when both sides are kept; its value is true. */
    public static final String MARK = "pprof::base";

    private Base() {}

    /**
     * The source less the base.
     *
     * @param diffBase whether the base's samples are marked with the label {@code pprof::base}, so
     *     that reports take percentages of the base alone
     * @param normalize whether the source is scaled to the totals of the base first
     * @throws FormatException as {@link Merge#of}
     */
    public static Profile subtract(
            Profile source, Profile base, boolean diffBase, boolean normalize)
            throws FormatException {
        Profile marked = diffBase ? mark(base) : base;
        Profile scaled = source;
        if (normalize) {
            Compatibility.check(source, base);
            scaled = Scaling.by(source, ratios(source, base));
        }
        double[] minus = new double[base.sampleTypes().size()];
        Arrays.fill(minus, -1);
        return Merge.of(List.of(scaled, Scaling.by(marked, minus)));
    }

    private static double[] ratios(Profile source, Profile base) {
        double[] ratios = new double[source.sampleTypes().size()];
        for (int type = 0; type < ratios.length; type++) {
            long of = sum(source, type);
            ratios[type] = of == 0 ? 0 : (double) sum(base, type) / of;
        }
        return ratios;
    }

    private static long sum(Profile profile, int type) {
        long sum = 0;
        for (int sample = 0; sample < profile.samples(); sample++) {
            sum += profile.value(sample, type);
        }
        return sum;
    }

    /** The label sets that mark samples of the base. */
    public static BitSet marked(Profile profile) {
        BitSet result = new BitSet();
        for (int set = 0; set < profile.labelSets(); set++) {
            int current = set;
            profile.visitLabelSet(
                    set,
                    new Profile.LabelVisitor() {
                        @Override
                        public void text(String key, String value) {
                            if (key.equals(MARK) && value.equals("true")) {
                                result.set(current);
                            }
                        }

                        @Override
                        public void number(String key, long value, String unit) {}
                    });
        }
        return result;
    }

    private static Profile mark(Profile profile) {
        ProfileTables tables = ProfileTables.of(profile);
        tables.clearSamples();
        tables.clearLabelSets();
        int mark = tables.string(MARK);
        int isTrue = tables.string("true");
        LabelCopy copy = new LabelCopy(tables, key -> !key.equals(MARK), key -> true);
        int[] numbers = new int[profile.labelSets()];
        Arrays.fill(numbers, -1);
        SampleRows rows = new SampleRows(profile);
        for (int sample = 0; sample < profile.samples(); sample++) {
            int set = profile.labelSetId(sample);
            if (numbers[set] < 0) {
                profile.visitLabelSet(set, copy);
                tables.label(mark, isTrue, 0, 0);
                numbers[set] = tables.labelSet();
            }
            rows.relabel(sample, tables, numbers[set]);
        }
        return tables.build();
    }
}
