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
 * <p>Equal stacks and equal label sets are kept once, so what depends only on them can be computed
 * once for each. Indexes out of range give undefined numbers. Nothing of it ever changes, so
 * several threads may use it.
 */
public final class Profile {
    final Header header;
    final StringTable strings;
    final SampleTable samples;
    final Stacks stacks;
    final LabelSets labels;
    final LocationTable locationTable;
    final LineTable lineTable;
    final FunctionTable functionTable;
    final MappingTable mappingTable;
    private final int locations;
    private final int functions;
    private final int mappings;
    private final List<ValueType> sampleTypes;
    private final List<String> comments;
    private final List<String> problems;

    Profile(ProfileTables tables) {
        tables.stacks.freeze();
        tables.labels.freeze();
        this.header = tables.header;
        this.strings = tables.strings;
        this.samples = tables.samples;
        this.stacks = tables.stacks;
        this.labels = tables.labels;
        this.locationTable = tables.locationTable;
        this.lineTable = tables.lineTable;
        this.functionTable = tables.functionTable;
        this.mappingTable = tables.mappingTable;
        this.locations = tables.locations();
        this.functions = tables.functions();
        this.mappings = tables.mappings();
        this.sampleTypes = List.copyOf(header.sampleTypes);
        this.comments = List.copyOf(header.comments);
        this.problems = List.copyOf(header.problems);
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
        return samples.size();
    }

    /** In the unit of the sample type; heap values are scaled to estimates of all allocations. */
    public long value(int sample, int type) {
        return samples.value(sample, type);
    }

    /** Whether {@link #rawValue} knows more than {@link #value}: so for the heap texts. */
    public boolean hasRawValues() {
        return samples.stride > sampleTypes.size();
    }

    /**
     * The value as the runtime recorded it, before scaling. Profiles in proto form do not have it:
     * there it is {@link #value} again, and {@link HeapScale#rawCount} gives an estimate.
     */
    public long rawValue(int sample, int type) {
        int first = hasRawValues() ? sampleTypes.size() : 0;
        return samples.value(sample, first + type);
    }

    /** Where the stack of the sample begins for {@link #locationAt}: its leaf. */
    public int stackStart(int sample) {
        return stacks.start(samples.stack(sample));
    }

    /** Behind the root of the sample's stack. */
    public int stackEnd(int sample) {
        return stacks.end(samples.stack(sample));
    }

    /** The number of its stack, which samples with equal stacks share; below {@link #stacks}. */
    public int stackId(int sample) {
        return samples.stack(sample);
    }

    /** How many stacks there are; some may belong to no sample. */
    public int stacks() {
        return stacks.size();
    }

    /** Where a stack begins for {@link #locationAt}. */
    public int stackStartOf(int stack) {
        return stacks.start(stack);
    }

    /** Behind the root of a stack. */
    public int stackEndOf(int stack) {
        return stacks.end(stack);
    }

    /**
     * Copies a stack's locations, leaf first, and returns how many they are.
     *
     * @param into as long as the longest stack at least: {@link #maxDepth}
     */
    public int copyStack(int stack, int[] into) {
        return stacks.copy(stack, into);
    }

    /** How many locations the longest stack has. */
    public int maxDepth() {
        return stacks.maxDepth();
    }

    /** The location at a place of a stack. */
    public int locationAt(int i) {
        return stacks.location(i);
    }

    public int locations() {
        return locations;
    }

    /** The id that the file gives it. */
    public long locationId(int location) {
        return locationTable.id(location);
    }

    /** The address of the call instruction, or 0 when unknown. */
    public long address(int location) {
        return locationTable.address(location);
    }

    /** The mapping that its address is in; -1 for none. */
    public int mapping(int location) {
        return locationTable.mapping(location);
    }

    /** Whether several functions share this code, so that its name is one of many. */
    public boolean isFolded(int location) {
        return locationTable.isFolded(location);
    }

    /** The location's first line: that of the innermost inlined call. */
    public int lineStart(int location) {
        return locationTable.lineStart(location);
    }

    /** Behind the location's last line; equal to the start where nothing has a name. */
    public int lineEnd(int location) {
        return locationTable.lineEnd(location);
    }

    /** How many lines there are in all; some may belong to no location. */
    public int lines() {
        return lineTable.size();
    }

    public int lineFunction(int line) {
        return lineTable.function(line);
    }

    /** 0 when unknown. */
    public int lineNumber(int line) {
        return lineTable.number(line);
    }

    /** 0 when unknown. */
    public long lineColumn(int line) {
        return lineTable.column(line);
    }

    public int functions() {
        return functions;
    }

    /** The id that the file gives it. */
    public long functionId(int function) {
        return functionTable.id(function);
    }

    /** As people know it; empty when unknown. */
    public String functionName(int function) {
        return strings.get(functionTable.name(function));
    }

    /** As the binary knows it, such as a mangled one; in Go's profiles the name again. */
    public String systemName(int function) {
        return strings.get(functionTable.systemName(function));
    }

    /** The path as the binary knows it; empty when unknown. */
    public String fileName(int function) {
        return strings.get(functionTable.file(function));
    }

    /** Where {@link ProfileTables#setFunction} finds its name. */
    public int functionNameIndex(int function) {
        return functionTable.name(function);
    }

    /** Where {@link ProfileTables#setFunction} finds its system name. */
    public int systemNameIndex(int function) {
        return functionTable.systemName(function);
    }

    /** Where {@link ProfileTables#setFunction} finds its file. */
    public int fileNameIndex(int function) {
        return functionTable.file(function);
    }

    /** The line where the function begins; 0 when unknown. */
    public long functionStartLine(int function) {
        return functionTable.startLine(function);
    }

    /** How many files are mapped, numbered in the file's order; the first is the program. */
    public int mappings() {
        return mappings;
    }

    /** The id that the file gives it. */
    public long mappingId(int mapping) {
        return mappingTable.id(mapping);
    }

    /** The first address. */
    public long mappingStart(int mapping) {
        return mappingTable.start(mapping);
    }

    /** The address behind the last. */
    public long mappingLimit(int mapping) {
        return mappingTable.limit(mapping);
    }

    /** Where in its file the first address is. */
    public long mappingOffset(int mapping) {
        return mappingTable.offset(mapping);
    }

    /** The path, or a name in brackets such as {@code [vdso]}; empty when unknown. */
    public String mappingFile(int mapping) {
        return strings.get(mappingTable.file(mapping));
    }

    /** Empty when unknown. */
    public String mappingBuildId(int mapping) {
        return strings.get(mappingTable.buildId(mapping));
    }

    /** Whether its locations were given functionTable. */
    public boolean mappingHasFunctions(int mapping) {
        return mappingTable.hasFunctions(mapping);
    }

    /** Whether its locations were given files. */
    public boolean mappingHasFilenames(int mapping) {
        return mappingTable.hasFilenames(mapping);
    }

    /** Whether its locations were given line numbers. */
    public boolean mappingHasLineNumbers(int mapping) {
        return mappingTable.hasLineNumbers(mapping);
    }

    /** Whether its locations were given inlined calls. */
    public boolean mappingHasInlineFrames(int mapping) {
        return mappingTable.hasInlineFrames(mapping);
    }

    /** What {@link #period} counts, or null if the profile does not tell. */
    public @Nullable ValueType periodType() {
        return header.periodType;
    }

    /** For heap profiles the mean number of bytes from one recorded allocation to the next. */
    public long period() {
        return header.period;
    }

    /** Nanoseconds since 1970, or 0 when unknown. */
    public long timeNanos() {
        return header.timeNanos;
    }

    /** 0 when unknown. */
    public long durationNanos() {
        return header.durationNanos;
    }

    public List<String> comments() {
        return comments;
    }

    /** The type to show first, such as {@code alloc_space}; empty when the profile has no wish. */
    public String defaultSampleType() {
        return header.defaultSampleType;
    }

    /** A regular expression of functions that are dropped at the leaves; empty for none. */
    public String dropFrames() {
        return header.dropFrames;
    }

    /** A regular expression of functions that stay even if {@link #dropFrames} has them. */
    public String keepFrames() {
        return header.keepFrames;
    }

    /** Where the profile is explained; empty when nowhere. */
    public String docUrl() {
        return header.docUrl;
    }

    /** What takes the labels of a sample in the profile's order, repeated keys included. */
    public interface LabelVisitor {
        /** A label whose value is a text. */
        void text(String key, String value);

        /** A label whose value is a number; its unit is empty when it has none. */
        void number(String key, long value, String unit);
    }

    /** Gives all labels of a sample. */
    public void visitLabels(int sample, LabelVisitor visitor) {
        visitLabelSet(samples.labelSet(sample), visitor);
    }

    /** The number of its labels, which samples with equal labels share; 0 for no labels. */
    public int labelSetId(int sample) {
        return samples.labelSet(sample);
    }

    /** How many label sets there are; some may belong to no sample. */
    public int labelSets() {
        return labels.size();
    }

    /** Gives all labels of a set, like {@link #visitLabels}. */
    public void visitLabelSet(int labelSet, LabelVisitor visitor) {
        labels.visit(
                labelSet,
                (key, text, number, unit) -> {
                    if (text == 0) {
                        visitor.number(strings.get(key), number, strings.get(unit));
                    } else {
                        visitor.text(strings.get(key), strings.get(text));
                    }
                });
    }

    /** The first numeric label with this key, such as {@code bytes}, or {@code absent}. */
    public long numericLabel(int sample, String key, long absent) {
        LabelSearch search = new LabelSearch(strings, key);
        labels.visit(samples.labelSet(sample), search);
        return search.number(absent);
    }

    /** The first string label with this key, or null. */
    public @Nullable String label(int sample, String key) {
        LabelSearch search = new LabelSearch(strings, key);
        labels.visit(samples.labelSet(sample), search);
        return search.text();
    }

    /** All string labels in the profile's order; of equal keys the first. */
    public Map<String, String> labels(int sample) {
        Map<String, String> result = new LinkedHashMap<>();
        labels.visit(
                samples.labelSet(sample),
                (key, text, number, unit) -> {
                    if (text != 0) {
                        result.putIfAbsent(strings.get(key), strings.get(text));
                    }
                });
        return result;
    }

    /** All numeric labels in the profile's order; of equal keys the first. */
    public Map<String, Long> numericLabels(int sample) {
        Map<String, Long> result = new LinkedHashMap<>();
        labels.visit(
                samples.labelSet(sample),
                (key, text, number, unit) -> {
                    if (text == 0) {
                        result.putIfAbsent(strings.get(key), number);
                    }
                });
        return result;
    }

    /** What was damaged and left out, one line each; empty for a whole profile. */
    public List<String> problems() {
        return problems;
    }
}
