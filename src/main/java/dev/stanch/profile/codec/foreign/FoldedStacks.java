package dev.stanch.profile.codec.foreign;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import dev.stanch.profile.ValueType;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Folded stacks, the input of flame graph scripts: {@code main;run;work 12}, root first, one stack
 * for each line. Known variants: two counts (before and after, of {@code difffolded.pl}), counts
 * with a fraction, marks behind a name ({@code _[j]} and such, of perf scripts and async-profiler),
 * and {@code name (file:line)} as py-spy writes it.
 */
final class FoldedStacks {
    private static final int MAX_LINE = 16 << 20;

    private final ByteInput input;
    private final ProfileTables tables = new ProfileTables();
    private final NamedFrames frames;
    private final long[] row;
    private long lines;
    private int[] stack = new int[128];

    /**
     * @param head how the input begins: whether there are two counts is told by it
     */
    FoldedStacks(ByteInput input, long memoryLimit, String head) {
        this.input = input;
        this.frames = new NamedFrames(tables, input, memoryLimit);
        boolean differential = isDifferential(head);
        if (differential) {
            tables.addSampleType(new ValueType("before", "count"));
        }
        ValueType samples = new ValueType("samples", "count");
        tables.addSampleType(samples);
        tables.setPeriod(samples, 1);
        row = new long[differential ? 2 : 1];
        tables.setStride(row.length);
    }

    /**
     * Whether a text with this head is one: by its name, or as its lines have frames and counts.
     */
    static boolean begins(String head, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean named = lower.endsWith(".folded") || lower.endsWith(".collapsed");
        List<String> whole = wholeLines(head);
        return !whole.isEmpty()
                && (named || whole.stream().anyMatch(line -> line.indexOf(';') > 0))
                && whole.stream().allMatch(line -> countStart(line, line.length()) > 0);
    }

    Profile read() throws FormatException, IOException {
        try {
            readLines();
        } catch (FormatException damage) {
            if (tables.samples() == 0) {
                throw damage;
            }
            String kept = "; the " + tables.samples() + " stacks before are kept";
            tables.addProblem(damage.getMessage() + kept);
        }
        return tables.build();
    }

    private void readLines() throws FormatException, IOException {
        String line = next();
        while (line != null) {
            if (!line.isBlank() && line.charAt(0) != '#') {
                stack(line.stripTrailing());
            }
            line = next();
        }
        input.checkWhole();
    }

    private @Nullable String next() throws FormatException, IOException {
        lines++;
        if ((lines & 0xff) == 0) {
            frames.check();
        }
        return input.line(MAX_LINE);
    }

    private void stack(String line) throws FormatException {
        int end = line.length();
        for (int i = row.length - 1; i >= 0; i--) {
            int start = countStart(line, end);
            if (start <= 0) {
                String shown = line.length() > 60 ? line.substring(0, 60) + "…" : line;
                throw new FormatException(
                        input.name(), lines, "expected frames and a count, found: " + shown);
            }
            row[i] = count(line.substring(start, end));
            end = start - 1;
        }
        int depth = push(line.substring(0, end).strip());
        if (!tables.fitsSample(depth)) {
            throw new FormatException(input.name(), lines, "more than 2^31 frames");
        }
        tables.addSample(row, tables.stack(stack, depth), tables.labelSet());
    }

    /** Makes the frames the stack, leaf first; returns how many. */
    private int push(String text) throws FormatException {
        int depth = 0;
        int end = text.length();
        while (end > 0) {
            int start = text.lastIndexOf(';', end - 1) + 1;
            if (start < end) {
                if (depth == stack.length) {
                    stack = Arrays.copyOf(stack, depth * 2);
                }
                stack[depth++] = frames.location(frame(text.substring(start, end)));
            }
            end = start - 1;
        }
        return depth;
    }

    private static NamedFrames.Frame frame(String text) {
        String name = withoutMark(text);
        int opening = name.endsWith(")") ? name.lastIndexOf(" (") : -1;
        int colon = name.lastIndexOf(':');
        if (opening > 0 && colon > opening + 2) {
            String digits = name.substring(colon + 1, name.length() - 1);
            if (isDigits(digits) && digits.length() < 10) {
                return new NamedFrames.Frame(
                        name.substring(0, opening),
                        name.substring(opening + 2, colon),
                        Integer.parseInt(digits));
            }
        }
        return new NamedFrames.Frame(name, "", 0);
    }

    /** Takes off how the code was made: interpreted, inlined, just in time, in the kernel. */
    private static String withoutMark(String name) {
        int mark = name.length() - 4;
        boolean marked =
                mark > 0
                        && name.startsWith("_[", mark)
                        && name.endsWith("]")
                        && "01ijk".indexOf(name.charAt(mark + 2)) >= 0;
        return marked ? name.substring(0, mark) : name;
    }

    private static boolean isDifferential(String head) {
        List<String> whole = wholeLines(head);
        return !whole.isEmpty()
                && whole.stream()
                        .allMatch(line -> {
                            int last = countStart(line, line.length());
                            return last > 0 && countStart(line, last - 1) > 0;
                        });
    }

    /** The lines that are not cut off, without blank ones and comments. */
    private static List<String> wholeLines(String head) {
        int end = head.lastIndexOf('\n');
        String whole = end < 0 ? head : head.substring(0, end);
        return whole.lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                .toList();
    }

    /** Where the number that ends here begins, which stands behind a space; -1 if there is none. */
    private static int countStart(String line, int end) {
        int start = end < 0 ? -1 : line.lastIndexOf(' ', end - 1) + 1;
        return start > 1 && isCount(line.substring(start, end)) ? start : -1;
    }

    private static boolean isCount(String text) {
        String digits = text.startsWith("-") ? text.substring(1) : text;
        int point = digits.indexOf('.');
        return point < 0
                ? isDigits(digits)
                : isDigits(digits.substring(0, point))
                        && (point + 1 == digits.length() || isDigits(digits.substring(point + 1)));
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private long count(String text) throws FormatException {
        try {
            return text.indexOf('.') < 0
                    ? Long.parseLong(text)
                    : Math.round(Double.parseDouble(text));
        } catch (NumberFormatException tooLarge) {
            throw new FormatException(input.name(), lines, "a count of more than 64 bits");
        }
    }
}
