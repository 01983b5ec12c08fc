package dev.stanch.profile.codec.legacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.stanch.io.FormatException;
import dev.stanch.profile.HeapScale;
import dev.stanch.profile.ValueType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Heap and contention profiles of Java programs ({@code parseJavaProfile}): {@code --- heapz 1
 * ---}, attributes, lines {@code bytes objects @ 0x1 0x2}, and then what the numbers stand for.
 */
final class JavaText implements LegacyText {
    /** What the Java agent samples, in bytes. */
    private static final long HEAP_RATE = 524_288;

    private static final Pattern ATTRIBUTE = Pattern.compile("([\\w ]+)=([\\w ]+)");
    private static final Pattern RECORD = Pattern.compile(" *(\\d+) +(\\d+) +@ +([ x0-9a-f]*)");

    private final Lines lines;
    private final Draft draft;
    private final boolean heap;

    private JavaText(Lines lines, Draft draft, boolean heap) {
        this.lines = lines;
        this.draft = draft;
        this.heap = heap;
        draft.types().period(new ValueType("", ""), 0);
    }

    /** The reader of a text that begins with this line; null if it is another. */
    static @Nullable JavaText of(String first, Lines lines, Draft draft) {
        return switch (first.strip()) {
            case "--- heapz 1 ---" -> new JavaText(lines, draft, true);
            case "--- contentionz 1 ---" -> new JavaText(lines, draft, false);
            default -> null;
        };
    }

    @Override
    public @Nullable String readSamples() throws FormatException, IOException {
        lines.next();
        String line = attributes();
        while (line != null && (line.isBlank() || record(line.strip()))) {
            line = lines.next();
        }
        if (line != null) {
            lines.giveBack(line);
        }
        return null;
    }

    private @Nullable String attributes() throws FormatException, IOException {
        String line = lines.next();
        while (line != null) {
            if (!line.isBlank()) {
                Matcher match = ATTRIBUTE.matcher(line.strip());
                if (line.indexOf('=') < 0 || !match.find()) {
                    return line;
                }
                attribute(match.group(1).strip(), match.group(2).strip());
            }
            line = lines.next();
        }
        return null;
    }

    private void attribute(String key, String text) throws FormatException {
        switch ((heap ? "heap/" : "contention/") + key) {
            case "heap/format", "contention/format" -> {
                if (!text.equals("java")) {
                    throw lines.malformed("format=java", text);
                }
            }
            case "heap/resolution" ->
                    draft.types(
                            new ValueType("inuse_objects", "count"),
                            new ValueType("inuse_space", text));
            case "contention/resolution" ->
                    draft.types(
                            new ValueType("contentions", "count"), new ValueType("delay", text));
            case "contention/sampling period" ->
                    draft.period(new ValueType("contentions", "count"), lines.number(key, text));
            case "contention/ms since reset" ->
                    draft.durationNanos(lines.number(key, text) * 1_000_000);
            default -> throw lines.wrong("'" + key + "' is no attribute of Java profiles");
        }
    }

    /** Reads a record; false if the line is none, and then samples are at their end. */
    private boolean record(String line) throws FormatException {
        Row row = new Row(line);
        long amount = row.based();
        long count = row.space().based();
        String calls = row.space().expect("@").space().rest();
        if (row.failed()) {
            Matcher match = RECORD.matcher(line);
            if (!match.find()) {
                return false;
            }
            amount = lines.number("amount", match.group(1));
            count = lines.number("count", match.group(2));
            calls = match.group(3);
        }
        if (!draft.hasTypes()) {
            throw lines.wrong("samples, but no resolution before them that tells their unit");
        }
        HexAddresses.callsInto(draft, calls, false, lines);
        if (heap) {
            if (count == 0) {
                throw lines.malformed("a number of objects", line);
            }
            HeapScale.Scaled scaled = HeapScale.scale(count, amount, HEAP_RATE);
            draft.end(amount / count, scaled.objects(), scaled.bytes());
        } else {
            long period = draft.period() == 0 ? 1 : draft.period();
            draft.end(Draft.NO_SIZE, count * period, amount * period);
        }
        return true;
    }
}
