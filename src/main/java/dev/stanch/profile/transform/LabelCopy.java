package dev.stanch.profile.transform;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import java.util.function.Predicate;

/** Copies the labels it visits into tables, if their keys pass. */
final class LabelCopy implements Profile.LabelVisitor {
    private final ProfileTables tables;
    private final Predicate<String> texts;
    private final Predicate<String> numbers;

    /**
     * @param texts which keys of texts pass
     * @param numbers which keys of numbers pass
     */
    LabelCopy(ProfileTables tables, Predicate<String> texts, Predicate<String> numbers) {
        this.tables = tables;
        this.texts = texts;
        this.numbers = numbers;
    }

    @Override
    public void text(String key, String value) {
        if (texts.test(key)) {
            tables.label(tables.string(key), tables.string(value), 0, 0);
        }
    }

    @Override
    public void number(String key, long value, String unit) {
        if (numbers.test(key)) {
            int unitIndex = unit.isEmpty() ? 0 : tables.string(unit);
            tables.label(tables.string(key), 0, value, unitIndex);
        }
    }
}
