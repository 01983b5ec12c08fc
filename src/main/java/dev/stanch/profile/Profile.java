package dev.stanch.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pprof profile as numbered rows: samples, locations, lines and functions are indexes from 0, and
 * accessors read their columns. The meaning of the numbers is that of {@code profile.proto} in
 * google/pprof.
 *
 * <pre>{@code
 * for (int i = profile.stackStart(sample); i < profile.stackEnd(sample); i++) {
 *     int location = profile.locationAt(i);
 *     for (int j = profile.lineStart(location); j < profile.lineEnd(location); j++) {
 *         profile.functionName(profile.lineFunction(j)), profile.lineNumber(j)
 * }}
 * }</pre>
 *
 * <p>Equal stacks are kept once, so two samples can have the same range. Indexes out of range give
 * undefined numbers. Not for use by several threads at once: strings are decoded when first asked.
 */
public final class Profile {
    private final ProfileTables columns;
    private final List<ValueType> sampleTypes;
    private final List<String> comments;
    private final List<String> problems;

    Profile(ProfileTables columns) {
        columns.stacks.freeze();
        columns.labels.freeze();
        this.columns = columns;
        this.sampleTypes = List.copyOf(columns.sampleTypes);
        this.comments = List.copyOf(columns.comments);
        this.problems = List.copyOf(columns.problems);
    }

    public List<ValueType> sampleTypes() {
        return sampleTypes;
    }

    /** The column of values with this type, such as {@code inuse_space}; -1 if there is none. */
    public int sampleTypeIndex(String type) {
        for (int i = 0; i < sampleTypes.size(); i++) {
            if (sampleTypes.get(i).type().equals(type)) {
                return i;
            }
        }
        return -1;
    }

    public int samples() {
        return columns.samples();
    }

    /** In the unit of the sample type; heap values are scaled to estimates of all allocations. */
    public long value(int sample, int type) {
        return columns.values.get(sample * columns.stride + type);
    }

    /** Whether {@link #rawValue} knows more than {@link #value}: so for the heap texts. */
    public boolean hasRawValues() {
        return columns.stride > sampleTypes.size();
    }

    /**
     * The value as the runtime recorded it, before scaling. Profiles in proto form do not have it:
     * there it is {@link #value} again, and {@link HeapScale#rawCount} gives an estimate.
     */
    public long rawValue(int sample, int type) {
        int first = hasRawValues() ? sampleTypes.size() : 0;
        return columns.values.get(sample * columns.stride + first + type);
    }

    /** Where the stack of the sample begins for {@link #locationAt}: its leaf. */
    public int stackStart(int sample) {
        return columns.stacks.start(columns.sampleStacks.get(sample));
    }

    /** Behind the root of the sample's stack. */
    public int stackEnd(int sample) {
        return columns.stacks.end(columns.sampleStacks.get(sample));
    }

    /** A number that samples with equal stacks share; below {@link #samples} + 1. */
    public int stackId(int sample) {
        return columns.sampleStacks.get(sample);
    }

    /** The location at a place of a stack. */
    public int locationAt(int i) {
        return columns.stacks.location(i);
    }

    public int locations() {
        return columns.locations();
    }

    /** The address of the call instruction, or 0 when unknown. */
    public long address(int location) {
        return columns.addresses.get(location);
    }

    /** The location's first line: that of the innermost inlined call. */
    public int lineStart(int location) {
        return columns.lineStarts.get(location);
    }

    /** Behind the location's last line; equal to the start where nothing has a name. */
    public int lineEnd(int location) {
        return columns.lineEnds.get(location);
    }

    public int lineFunction(int i) {
        return columns.lineFunctions.get(i);
    }

    /** 0 when unknown. */
    public int lineNumber(int i) {
        return columns.lineNumbers.get(i);
    }

    public int functions() {
        return columns.functions();
    }

    /** As the binary knows it; empty when unknown. */
    public String functionName(int function) {
        return columns.strings.get(columns.functionNames.get(function));
    }

    /** The path as the binary knows it; empty when unknown. */
    public String fileName(int function) {
        return columns.strings.get(columns.functionFiles.get(function));
    }

    /** What {@link #period} counts, or null if the profile does not tell. */
    public @Nullable ValueType periodType() {
        return columns.periodType;
    }

    /** For heap profiles the mean number of bytes from one recorded allocation to the next. */
    public long period() {
        return columns.period;
    }

    /** Nanoseconds since 1970, or 0 when unknown. */
    public long timeNanos() {
        return columns.timeNanos;
    }

    /** 0 when unknown. */
    public long durationNanos() {
        return columns.durationNanos;
    }

    public List<String> comments() {
        return comments;
    }

    /** The type to show first, such as {@code alloc_space}; empty when the profile has no wish. */
    public String defaultSampleType() {
        return columns.defaultSampleType;
    }

    /** The first numeric label with this key, such as {@code bytes}, or {@code absent}. */
    public long numericLabel(int sample, String key, long absent) {
        LabelSearch search = new LabelSearch(key);
        columns.labels.visit(columns.sampleLabels.get(sample), search);
        return search.isNumber ? search.number : absent;
    }

    /** The first string label with this key, or null. */
    public @Nullable String label(int sample, String key) {
        LabelSearch search = new LabelSearch(key);
        columns.labels.visit(columns.sampleLabels.get(sample), search);
        return search.text;
    }

    /** All string labels in the profile's order; of equal keys the first. */
    public Map<String, String> labels(int sample) {
        Map<String, String> result = new LinkedHashMap<>();
        columns.labels.visit(
                columns.sampleLabels.get(sample),
                (key, text, number, unit) -> {
                    if (text != 0) {
                        result.putIfAbsent(columns.strings.get(key), columns.strings.get(text));
                    }
                });
        return result;
    }

    /** All numeric labels in the profile's order; of equal keys the first. */
    public Map<String, Long> numericLabels(int sample) {
        Map<String, Long> result = new LinkedHashMap<>();
        columns.labels.visit(
                columns.sampleLabels.get(sample),
                (key, text, number, unit) -> {
                    if (text == 0) {
                        result.putIfAbsent(columns.strings.get(key), number);
                    }
                });
        return result;
    }

    /** What was damaged and left out, one line each; empty for a whole profile. */
    public List<String> problems() {
        return problems;
    }

    private final class LabelSearch implements LabelSets.Visitor {
        private final String wanted;
        private @Nullable String text;
        private boolean isNumber;
        private long number;

        LabelSearch(String wanted) {
            this.wanted = wanted;
        }

        @Override
        public void label(int key, int textIndex, long numberValue, int unit) {
            if (!columns.strings.get(key).equals(wanted)) {
                return;
            }
            if (textIndex != 0) {
                text = text == null ? columns.strings.get(textIndex) : text;
            } else if (!isNumber) {
                isNumber = true;
                number = numberValue;
            }
        }
    }
}
