package dev.stanch.profile.report;

import dev.stanch.profile.Profile;
import dev.stanch.profile.RawText;
import dev.stanch.profile.measure.Percent;
import dev.stanch.profile.measure.Units;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code -tags}: for each label key how the samples divide into its values. */
final class Tags implements TextReport {
    private static final Comparator<Map.Entry<String, Long>> HEAVIEST_FIRST =
            (a, b) -> {
                int byWeight = Long.compare(Math.abs(b.getValue()), Math.abs(a.getValue()));
                return byWeight != 0 ? byWeight : RawText.compare(a.getKey(), b.getKey());
            };

    @Override
    public void print(Prepared prepared, TextOutput out) throws IOException {
        Map<String, Map<String, Long>> weights = weights(prepared);
        ValueFormat values = prepared.values();
        long total = prepared.total();
        RightTable table = new RightTable();
        for (String key : weights.keySet().stream().sorted(RawText::compare).toList()) {
            Map<String, Long> byValue = weights.getOrDefault(key, Map.of());
            long sum = byValue.values().stream().mapToLong(Long::longValue).sum();
            String share = total > 0 ? " (" + Percent.of(sum, total) + ")" : "";
            table.add(key + ":\t Total " + values.of(sum) + " of " + values.of(total) + share);
            List<Map.Entry<String, Long>> sorted = new ArrayList<>(byValue.entrySet());
            sorted.sort(HEAVIEST_FIRST);
            for (Map.Entry<String, Long> entry : sorted) {
                long value = entry.getValue();
                String part = total > 0 ? " (" + Percent.of(value, total) + ")" : "";
                table.add(" \t" + values.of(value) + part + ":\t " + entry.getKey());
            }
            table.add("");
        }
        table.print(out);
    }

    /** By key and value; a label set is looked at once, with the sum of its samples. */
    private static Map<String, Map<String, Long>> weights(Prepared prepared) {
        Profile profile = prepared.profile();
        long[] ofSet = new long[profile.labelSets()];
        boolean[] isUsed = new boolean[ofSet.length];
        for (int sample = 0; sample < profile.samples(); sample++) {
            int set = profile.labelSetId(sample);
            ofSet[set] += prepared.value(sample);
            isUsed[set] = true;
        }
        Map<String, Map<String, Long>> weights = new HashMap<>();
        Map<String, String> units = prepared.labelUnits();
        String unit = prepared.values().outputUnit();
        for (int set = 0; set < ofSet.length; set++) {
            if (isUsed[set]) {
                profile.visitLabelSet(set, new Adder(weights, units, unit, ofSet[set]));
            }
        }
        return weights;
    }

    private record Adder(
            Map<String, Map<String, Long>> weights,
            Map<String, String> units,
            String outputUnit,
            long weight)
            implements Profile.LabelVisitor {
        @Override
        public void text(String key, String value) {
            weights.computeIfAbsent(key, k -> new HashMap<>()).merge(value, weight, Long::sum);
        }

        @Override
        public void number(String key, long value, String unit) {
            text(key, Units.label(value, units.getOrDefault(key, ""), outputUnit));
        }
    }
}
