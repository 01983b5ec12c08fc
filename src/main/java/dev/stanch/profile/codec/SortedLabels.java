package dev.stanch.profile.codec;

import dev.stanch.profile.Profile;
import dev.stanch.profile.RawText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The labels of a set as pprof writes them: texts by key, then numbers by key. */
record SortedLabels(List<Text> texts, List<Quantity> numbers) {
    record Text(String key, String value) {}

    record Quantity(String key, long value, String unit) {}

    static SortedLabels of(Profile profile, int labelSet) {
        List<Text> texts = new ArrayList<>();
        List<Quantity> numbers = new ArrayList<>();
        profile.visitLabelSet(
                labelSet,
                new Profile.LabelVisitor() {
                    @Override
                    public void text(String key, String value) {
                        texts.add(new Text(key, value));
                    }

                    @Override
                    public void number(String key, long value, String unit) {
                        numbers.add(new Quantity(key, value, unit));
                    }
                });
        texts.sort(Comparator.comparing(Text::key, RawText::compare));
        numbers.sort(Comparator.comparing(Quantity::key, RawText::compare));
        return new SortedLabels(texts, numbers);
    }

    boolean isEmpty() {
        return texts.isEmpty() && numbers.isEmpty();
    }
}
