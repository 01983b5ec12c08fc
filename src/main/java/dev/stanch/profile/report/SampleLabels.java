package dev.stanch.profile.report;

import dev.stanch.profile.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The labels of one sample by key, as pprof keeps them: all texts, all numbers with their units.
 */
final class SampleLabels implements Profile.LabelVisitor {
    /** Numbers of one key; {@code hasUnits} when at least one of them names its unit. */
    static final class Numbers {
        private final List<Long> values = new ArrayList<>();
        private final List<String> units = new ArrayList<>();
        private boolean hasUnits;

        List<Long> values() {
            return values;
        }

        List<String> units() {
            return units;
        }

        boolean hasUnits() {
            return hasUnits;
        }
    }

    private final Map<String, List<String>> texts = new LinkedHashMap<>();
    private final Map<String, Numbers> numbers = new LinkedHashMap<>();

    static SampleLabels of(Profile profile, int labelSet) {
        SampleLabels labels = new SampleLabels();
        profile.visitLabelSet(labelSet, labels);
        return labels;
    }

    Map<String, List<String>> texts() {
        return texts;
    }

    Map<String, Numbers> numbers() {
        return numbers;
    }

    @Override
    public void text(String key, String value) {
        texts.computeIfAbsent(key, k -> new ArrayList<>(1)).add(value);
    }

    @Override
    public void number(String key, long value, String unit) {
        Numbers all = numbers.computeIfAbsent(key, k -> new Numbers());
        all.values.add(value);
        all.units.add(unit);
        all.hasUnits |= !unit.isEmpty();
    }
}
