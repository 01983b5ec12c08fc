package dev.stanch.profile.transform;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import dev.stanch.profile.RawText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Adds label sets in a form in which equal ones are equal: texts by key, then numbers by key, the
 * values of a key in their order.
 */
final class MergedLabels implements Profile.LabelVisitor {
    private record Label(String key, String text, long number, String unit) {}

    private static final Comparator<Label> BY_KEY =
            Comparator.comparing(Label::key, RawText::compare);

    private final ProfileTables tables;
    private final List<Label> texts = new ArrayList<>();
    private final List<Label> numbers = new ArrayList<>();

    MergedLabels(ProfileTables tables) {
        this.tables = tables;
    }

    /** The number of the set in the merged profile. */
    int add(Profile profile, int labelSet) {
        texts.clear();
        numbers.clear();
        profile.visitLabelSet(labelSet, this);
        texts.sort(BY_KEY);
        numbers.sort(BY_KEY);
        for (Label label : texts) {
            tables.label(tables.string(label.key()), tables.string(label.text()), 0, 0);
        }
        for (Label label : numbers) {
            int key = tables.string(label.key());
            tables.label(key, 0, label.number(), tables.string(label.unit()));
        }
        return tables.labelSet();
    }

    @Override
    public void text(String key, String value) {
        texts.add(new Label(key, value, 0, ""));
    }

    @Override
    public void number(String key, long value, String unit) {
        numbers.add(new Label(key, "", value, unit));
    }
}
