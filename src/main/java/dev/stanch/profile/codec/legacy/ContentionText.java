package dev.stanch.profile.codec.legacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.stanch.io.FormatException;
import dev.stanch.profile.ValueType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Contention profiles ({@code parseContention}): those of C++ begin with {@code --- contentionz},
 * Go's with {@code --- mutex:} or {@code --- contention:}. Attributes come first, then lines {@code
 * cycles count @ 0x1 0x2}.
 */
final class ContentionText implements LegacyText {
    private static final Pattern RECORD = Pattern.compile("(\\d+) *(\\d+) @([ x0-9a-f]*)");

    private final Lines lines;
    private final Draft draft;
    private final ValueType type = new ValueType("contentions", "count");
    private long period = 1;
    private long cyclesPerSecond;

    private ContentionText(Lines lines, Draft draft) {
        this.lines = lines;
        this.draft = draft;
        draft.types(type, new ValueType("delay", "nanoseconds"));
    }

    /** The reader of a text that begins with this line; null if it is another. */
    static @Nullable ContentionText of(String first, Lines lines, Draft draft) {
        boolean matches =
                first.startsWith("--- contentionz ")
                        || first.startsWith("--- mutex:")
                        || first.startsWith("--- contention:");
        return matches ? new ContentionText(lines, draft) : null;
    }

    @Override
    public @Nullable String readSamples() throws FormatException, IOException {
        lines.next();
        String line = attributes();
        draft.period(type, period);
        while (line != null && !line.strip().startsWith("---")) {
            record(line.strip());
            line = lines.nextContent();
        }
        return line;
    }

    /** Reads attributes up to the first line that is none. */
    private @Nullable String attributes() throws FormatException, IOException {
        String line = lines.nextContent();
        while (line != null && line.indexOf('=') >= 0 && !line.strip().startsWith("---")) {
            int equals = line.indexOf('=');
            attribute(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
            line = lines.nextContent();
        }
        return line;
    }

    private void attribute(String key, String text) throws FormatException {
        switch (key) {
            case "cycles/second" -> cyclesPerSecond = lines.number(key, text);
            case "sampling period" -> period = lines.number(key, text);
            case "ms since reset" -> draft.durationNanos(lines.number(key, text) * 1_000_000);
            case "discarded samples" -> {
                // How many: nothing can be done about them.
            }
            default -> throw lines.wrong("'" + key + "' is no attribute of contention profiles");
        }
    }

    private void record(String line) throws FormatException {
        Row row = new Row(line);
        long cycles = row.number();
        long count = row.space().number();
        String calls = row.expect(" @").rest();
        if (row.failed()) {
            Matcher match = RECORD.matcher(line);
            Long first = match.find() ? Numbers.decimal(match.group(1)) : null;
            Long second = first == null ? null : Numbers.decimal(match.group(2));
            if (first == null || second == null) {
                throw lines.malformed("cycles count @ addresses", line);
            }
            cycles = first;
            count = second;
            calls = match.group(3);
        }
        HexAddresses.callsInto(draft, calls, true, lines);
        if (period > 0) {
            double scaled = (double) cycles * period / (cyclesPerSecond / 1e9);
            cycles = cyclesPerSecond > 0 ? (long) scaled : cycles;
            count *= period;
        }
        draft.end(Draft.NO_SIZE, count, cycles);
    }
}
