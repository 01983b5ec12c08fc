package dev.stanch.profile.report;

import dev.stanch.profile.Profile;
import dev.stanch.profile.RawText;
import dev.stanch.profile.ValueType;
import dev.stanch.profile.measure.GoDuration;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code -raw}: everything in the profile, sample by sample. */
final class RawListing implements TextReport {
    private static final String LABEL_INDENT = " ".repeat(16);
    private static final String LINE_INDENT = " ".repeat(13);

    /** Pprof prints durations with a precision, which cuts the text. */
    private static final int DURATION_LENGTH = 4;

    @Override
    public void print(Prepared prepared, TextOutput out) throws IOException {
        Profile profile = prepared.profile();
        printHead(profile, out);
        printSamples(profile, out);
        out.line("Locations");
        for (int location = 0; location < profile.locations(); location++) {
            printLocation(profile, location, out);
        }
        out.line("Mappings");
        for (int mapping = 0; mapping < profile.mappings(); mapping++) {
            printMapping(profile, mapping, out);
        }
    }

    private static void printHead(Profile profile, TextOutput out) throws IOException {
        for (String comment : profile.comments()) {
            out.line("Comment: " + comment);
        }
        if (!profile.docUrl().isEmpty()) {
            out.line("Doc: " + profile.docUrl());
        }
        ValueType period = profile.periodType();
        if (period != null) {
            out.line("PeriodType: " + period.type() + " " + period.unit());
        }
        out.line("Period: " + profile.period());
        if (profile.timeNanos() != 0) {
            out.line("Time: " + PreciseTime.of(profile.timeNanos(), ZoneId.systemDefault()));
        }
        if (profile.durationNanos() != 0) {
            String duration = GoDuration.of(profile.durationNanos());
            int length = duration.codePointCount(0, duration.length());
            int end = duration.offsetByCodePoints(0, Math.min(DURATION_LENGTH, length));
            out.line("Duration: " + duration.substring(0, end));
        }
        out.line("Samples:");
        List<String> types = new ArrayList<>();
        for (ValueType type : profile.sampleTypes()) {
            boolean isDefault = type.type().equals(profile.defaultSampleType());
            types.add(type.type() + "/" + type.unit() + (isDefault ? "[dflt]" : ""));
        }
        out.line(String.join(" ", types).strip());
    }

    private static void printSamples(Profile profile, TextOutput out) throws IOException {
        int types = profile.sampleTypes().size();
        for (int sample = 0; sample < profile.samples(); sample++) {
            for (int type = 0; type < types; type++) {
                out.append(' ').right(Long.toString(profile.value(sample, type)), 10);
            }
            out.append(": ");
            for (int i = profile.stackStart(sample); i < profile.stackEnd(sample); i++) {
                String id = Long.toUnsignedString(profile.locationId(profile.locationAt(i)));
                out.append(id).append(' ');
            }
            out.line();
            SampleLabels labels = SampleLabels.of(profile, profile.labelSetId(sample));
            if (!labels.texts().isEmpty()) {
                out.append(LABEL_INDENT).line(texts(labels.texts()));
            }
            if (!labels.numbers().isEmpty()) {
                out.append(LABEL_INDENT).line(numbers(labels.numbers()));
            }
        }
    }

    private static String texts(Map<String, List<String>> labels) {
        List<String> all = new ArrayList<>();
        labels.forEach((key, values) -> all.add(key + ":[" + String.join(" ", values) + "]"));
        all.sort(RawText::compare);
        return String.join(" ", all);
    }

    private static String numbers(Map<String, SampleLabels.Numbers> labels) {
        List<String> all = new ArrayList<>();
        labels.forEach((key, numbers) -> {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < numbers.values().size(); i++) {
                String value = Long.toString(numbers.values().get(i));
                values.add(numbers.hasUnits() ? value + " " + numbers.units().get(i) : value);
            }
            all.add(key + ":[" + String.join(" ", values) + "]");
        });
        all.sort(RawText::compare);
        return String.join(" ", all);
    }

    private static void printLocation(Profile profile, int location, TextOutput out)
            throws IOException {
        out.right(Long.toUnsignedString(profile.locationId(location)), 6).append(": ");
        out.append(hex(profile.address(location))).append(' ');
        int mapping = profile.mapping(location);
        if (mapping >= 0) {
            String id = Long.toUnsignedString(profile.mappingId(mapping));
            out.append("M=").append(id).append(' ');
        }
        if (profile.isFolded(location)) {
            out.append("[F] ");
        }
        int start = profile.lineStart(location);
        int end = profile.lineEnd(location);
        if (start == end) {
            out.line();
        }
        for (int line = start; line < end; line++) {
            out.append(line == start ? "" : LINE_INDENT).line(line(profile, line));
        }
    }

    private static String line(Profile profile, int line) {
        int function = profile.lineFunction(line);
        if (function < 0) {
            return "??";
        }
        String name = profile.functionName(function);
        String systemName = profile.systemName(function);
        return name
                + " "
                + profile.fileName(function)
                + ":"
                + profile.lineNumber(line)
                + ":"
                + profile.lineColumn(line)
                + " s="
                + profile.functionStartLine(function)
                + (name.equals(systemName) ? "" : "(" + systemName + ")");
    }

    private static void printMapping(Profile profile, int mapping, TextOutput out)
            throws IOException {
        out.append(Long.toUnsignedString(profile.mappingId(mapping))).append(": ");
        out.append(hex(profile.mappingStart(mapping))).append('/');
        out.append(hex(profile.mappingLimit(mapping))).append('/');
        out.append(hex(profile.mappingOffset(mapping))).append(' ');
        out.append(profile.mappingFile(mapping)).append(' ');
        out.append(profile.mappingBuildId(mapping)).append(' ');
        out.append(profile.mappingHasFunctions(mapping) ? "[FN]" : "");
        out.append(profile.mappingHasFilenames(mapping) ? "[FL]" : "");
        out.append(profile.mappingHasLineNumbers(mapping) ? "[LN]" : "");
        out.line(profile.mappingHasInlineFrames(mapping) ? "[IN]" : "");
    }

    private static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }
}
