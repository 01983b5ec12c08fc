package dev.stanch.cli.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.trace.text.WireText;
import dev.stanch.trace.wire.EventSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What each kind of event takes of a trace, as {@code go tool trace -d=footprint} counts it. Kinds
 * that do not occur are left out; Go lists them in no order.
 */
final class Footprint {
    private static final List<String> HEAD = List.of("Event", "Bytes", "%", "Count", "%");
    private static final int PADDING = 2;

    private record Kind(int type, long bytes, long count) {}

    private Footprint() {}

    static void print(ByteInput input, OutputStream out) throws FormatException, IOException {
        WireText events = WireText.open(input);
        long[] bytes = new long[256];
        long[] counts = new long[256];
        long all = 0;
        StringBuilder unused = new StringBuilder();
        while (events.append(unused)) {
            unused.setLength(0);
            bytes[events.type()] += events.size();
            counts[events.type()]++;
            all++;
        }
        List<Kind> kinds = new ArrayList<>();
        for (int type = 0; type < counts.length; type++) {
            if (counts[type] > 0) {
                kinds.add(new Kind(type, bytes[type], counts[type]));
            }
        }
        kinds.sort(Comparator.comparingLong(Kind::bytes).reversed());
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        rows.add(List.of("-", "-", "-", "-", "-"));
        for (Kind kind : kinds) {
            EventSpec spec = EventSpec.of(kind.type());
            rows.add(
                    List.of(
                            spec == null ? "" : spec.name(),
                            Long.toString(kind.bytes()),
                            percent(kind.bytes(), input.offset()),
                            Long.toString(kind.count()),
                            percent(kind.count(), all)));
        }
        out.write(table(rows).getBytes(UTF_8));
        out.flush();
    }

    private static String percent(long part, long all) {
        return String.format(Locale.ROOT, "%.2f%%", (double) part / all * 100);
    }

    private static String table(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                text.append(cell);
                if (column < row.size() - 1) {
                    text.append(" ".repeat(width(rows, column) - cell.length()));
                }
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static int width(List<List<String>> rows, int column) {
        return PADDING + rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(1);
    }
}
