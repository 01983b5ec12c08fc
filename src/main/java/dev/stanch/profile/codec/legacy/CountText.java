package dev.stanch.profile.codec.legacy;

import dev.stanch.io.FormatException;
import dev.stanch.profile.ValueType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Go's count profiles ({@code parseGoCount}), such as goroutine and threadcreate: {@code NAME
 * profile: total N}, then lines {@code count @ 0x1 0x2}. Comments may come first.
 */
final class CountText implements LegacyText {
    private static final String MIDDLE = " profile: total ";

    private final Lines lines;
    private final Draft draft;

    private CountText(Lines lines, Draft draft, String name) {
        this.lines = lines;
        this.draft = draft;
        ValueType type = new ValueType(name, "count");
        draft.types(type).period(type, 1);
    }

    /** The reader of a text whose first content is this line; null if it is another. */
    static @Nullable CountText of(String content, Lines lines, Draft draft) {
        int middle = content.indexOf(MIDDLE);
        if (middle <= 0) {
            return null;
        }
        String name = content.substring(0, middle);
        String total = content.substring(middle + MIDDLE.length());
        boolean matches =
                name.chars().noneMatch(c -> c == ' ' || (c >= '\t' && c <= '\r' && c != 11))
                        && !total.isEmpty()
                        && total.chars().allMatch(c -> c >= '0' && c <= '9');
        return matches ? new CountText(lines, draft, name) : null;
    }

    @Override
    public @Nullable String readSamples() throws FormatException, IOException {
        lines.nextContent();
        String line = lines.nextContent();
        while (line != null && !line.startsWith("---")) {
            record(line);
            line = lines.nextContent();
        }
        return line;
    }

    private void record(String line) throws FormatException {
        Row row = new Row(line);
        long count = row.based();
        String calls = row.expect(" @").rest();
        if (row.failed() || !isList(calls)) {
            throw lines.malformed("a count @ addresses", line);
        }
        HexAddresses.callsInto(draft, calls, true, lines);
        draft.end(Draft.NO_SIZE, count);
    }

    /** Whether it is addresses, each after one space, and nothing else. */
    private static boolean isList(String text) {
        int i = 0;
        while (text.startsWith(" 0x", i)) {
            int start = i + 3;
            i = start;
            while (i < text.length()
                    && (Numbers.isDigit(text.charAt(i))
                            || (text.charAt(i) >= 'a' && text.charAt(i) <= 'f'))) {
                i++;
            }
            if (i == start) {
                return false;
            }
        }
        return i > 0 && i == text.length();
    }
}
