package dev.stanch.profile;

import org.jspecify.annotations.Nullable;

/** Looks for the first text and the first number of a key among the labels it visits. */
final class LabelSearch implements LabelSets.Visitor {
    private final StringTable strings;
    private final String wanted;
    private @Nullable String text;
    private boolean isNumber;
    private long number;

    LabelSearch(StringTable strings, String wanted) {
        this.strings = strings;
        this.wanted = wanted;
    }

    @Nullable String text() {
        return text;
    }

    long number(long absent) {
        return isNumber ? number : absent;
    }

    @Override
    public void label(int key, int textIndex, long numberValue, int unit) {
        if (!strings.get(key).equals(wanted)) {
            return;
        }
        if (textIndex != 0) {
            text = text == null ? strings.get(textIndex) : text;
        } else if (!isNumber) {
            isNumber = true;
            number = numberValue;
        }
    }
}
