package dev.stanch.profile.report;

import dev.stanch.profile.Profile;
import dev.stanch.profile.RawText;
import dev.stanch.profile.graph.NodeTable;
import dev.stanch.profile.graph.TrimPath;
import dev.stanch.profile.measure.Units;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code -traces}: each sample with its labels and its whole stack. */
final class Traces implements TextReport {
    private static final String RULE =
            "-----------+-------------------------------------------------------";

    @Override
    public void print(Prepared prepared, TextOutput out) throws IOException {
        out.line(String.join("\n", prepared.headerLabels()));
        Profile profile = prepared.profile();
        NodeTable places = NodeTable.of(profile, new TrimPath("", ""), false);
        ValueFormat values = prepared.values();
        for (int sample = 0; sample < profile.samples(); sample++) {
            if (profile.stackStart(sample) == profile.stackEnd(sample)) {
                continue;
            }
            out.line(RULE);
            printLabels(prepared, sample, out);
            long divisor = prepared.divisor(sample);
            long value = prepared.value(sample);
            String text = values.of(divisor == 0 ? value : value / divisor);
            for (int i = profile.stackStart(sample); i < profile.stackEnd(sample); i++) {
                int location = profile.locationAt(i);
                int outermost = places.frameStart(location);
                for (int frame = places.frameEnd(location) - 1; frame >= outermost; frame--) {
                    out.right(text, 10).append("   ");
                    out.append(places.printableName(places.frameNode(frame)));
                    out.line(frame == outermost ? "" : " (inline)");
                    text = "";
                }
            }
        }
        out.line(RULE);
    }

    private static void printLabels(Prepared prepared, int sample, TextOutput out)
            throws IOException {
        Profile profile = prepared.profile();
        SampleLabels labels = SampleLabels.of(profile, profile.labelSetId(sample));
        labels.texts().entrySet().stream()
                .map(label -> line(label.getKey(), label.getValue()))
                .sorted(RawText::compare)
                .forEach(out::append);
        Map<String, String> units = prepared.labelUnits();
        List<String> lines = new ArrayList<>();
        labels.numbers()
                .forEach((key, numbers) -> {
                    String unit = units.getOrDefault(key, "");
                    lines.add(
                            line(
                                    key,
                                    numbers.values().stream()
                                            .map(n -> Units.label(n, unit))
                                            .toList()));
                });
        lines.stream().sorted(RawText::compare).forEach(out::append);
    }

    private static String line(String key, List<String> values) {
        int missing = Math.max(0, 10 - key.codePointCount(0, key.length()));
        return " ".repeat(missing) + key + ":  " + String.join(" ", values) + "\n";
    }
}
