package dev.stanch.profile;

import java.util.ArrayList;
import java.util.List;

/** A profile as text, in the form of {@code Profile.String} in google/pprof. */
public final class RawDump {
    private final StringBuilder text = new StringBuilder();
    private final Profile profile;

    private RawDump(Profile profile) {
        this.profile = profile;
    }

    public static String of(Profile profile) {
        RawDump dump = new RawDump(profile);
        dump.all();
        return dump.text.toString();
    }

    private void all() {
        ValueType period = profile.periodType();
        if (period != null) {
            line("PeriodType: " + period.type() + " " + period.unit());
        }
        line("Period: " + profile.period());
        line("Samples:");
        List<String> types =
                profile.sampleTypes().stream().map(t -> t.type() + "/" + t.unit()).toList();
        line(String.join(" ", types));
        for (int sample = 0; sample < profile.samples(); sample++) {
            sample(sample);
        }
        line("Locations");
        for (int location = 0; location < profile.locations(); location++) {
            location(location);
        }
        line("Mappings");
        for (int mapping = 0; mapping < profile.mappings(); mapping++) {
            line(mapping(mapping));
        }
    }

    private String mapping(int mapping) {
        return "%d: %s/%s/%s %s %s "
                .formatted(
                        mapping + 1,
                        hex(profile.mappingStart(mapping)),
                        hex(profile.mappingLimit(mapping)),
                        hex(profile.mappingOffset(mapping)),
                        profile.mappingFile(mapping),
                        profile.mappingBuildId(mapping));
    }

    private void sample(int sample) {
        StringBuilder row = new StringBuilder();
        for (int type = 0; type < profile.sampleTypes().size(); type++) {
            row.append(" %10d".formatted(profile.value(sample, type)));
        }
        row.append(": ");
        for (int i = profile.stackStart(sample); i < profile.stackEnd(sample); i++) {
            row.append(profile.locationAt(i) + 1).append(' ');
        }
        line(row.toString());
        labels(profile.labels(sample).entrySet().stream().map(RawDump::label).sorted().toList());
        labels(
                profile.numericLabels(sample).entrySet().stream()
                        .map(RawDump::label)
                        .sorted()
                        .toList());
    }

    private void labels(List<String> labels) {
        if (!labels.isEmpty()) {
            line("                " + String.join(" ", labels));
        }
    }

    private static String label(java.util.Map.Entry<String, ?> label) {
        return label.getKey() + ":[" + label.getValue() + "]";
    }

    private void location(int location) {
        String start = "%6d: %s ".formatted(location + 1, hex(profile.address(location)));
        if (profile.mapping(location) >= 0) {
            start += "M=" + (profile.mapping(location) + 1) + " ";
        }
        List<String> names = new ArrayList<>();
        for (int i = profile.lineStart(location); i < profile.lineEnd(location); i++) {
            int function = profile.lineFunction(i);
            names.add(
                    "%s %s:%d:%d s=%d"
                            .formatted(
                                    profile.functionName(function),
                                    profile.fileName(function),
                                    profile.lineNumber(i),
                                    profile.lineColumn(i),
                                    profile.functionStartLine(function)));
        }
        line(start + String.join("\n             ", names));
    }

    private static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
