package dev.stanch.profile.report;

import dev.stanch.profile.Profile;
import dev.stanch.profile.RawText;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The unit of each numeric label key: the first that a sample names, else one by the key. */
final class LabelUnits {
    private LabelUnits() {}

    /** Units by key; a key with several is warned of. */
    static Map<String, String> of(Profile profile, Warnings warnings) {
        Map<String, String> units = new LinkedHashMap<>();
        Map<String, Set<String>> others = new LinkedHashMap<>();
        Set<String> keys = new LinkedHashSet<>();
        Collector collector = new Collector(units, others, keys);
        for (int set = 0; set < profile.labelSets(); set++) {
            profile.visitLabelSet(set, collector);
        }
        for (String key : keys) {
            units.computeIfAbsent(key, LabelUnits::guess);
        }
        others.forEach((key, ignored) ->
                warnings.warn(
                        "For tag %s used unit %s, also encountered unit(s) %s"
                                .formatted(key, units.get(key), String.join(", ", ignored))));
        return units;
    }

    private static String guess(String key) {
        return key.equals("alignment") || key.equals("request") ? "bytes" : key;
    }

    private record Collector(
            Map<String, String> units, Map<String, Set<String>> others, Set<String> keys)
            implements Profile.LabelVisitor {
        @Override
        public void text(String key, String value) {}

        @Override
        public void number(String key, long value, String unit) {
            keys.add(key);
            if (unit.isEmpty()) {
                return;
            }
            String first = units.putIfAbsent(key, unit);
            if (first != null && !first.equals(unit)) {
                others.computeIfAbsent(key, k -> new TreeSet<>(RawText::compare)).add(unit);
            }
        }
    }
}
