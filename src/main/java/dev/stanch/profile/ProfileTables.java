package dev.stanch.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a profile while it is filled, for decoders and for what makes a new profile of
 * another. Samples, stacks, locations, lines and functions are numbered rows; equal stacks and
 * equal label sets are kept once. Locations and functions get their number when their id is first
 * mentioned, before or after they are described. String arguments are indexes of strings: a
 * negative or missing one is the empty string. After {@link #build} it must not be used again.
 */
public final class ProfileTables {
    final List<ValueType> sampleTypes = new ArrayList<>();

    /** Values for each sample: one for each type, then possibly the raw ones of the same types. */
    int stride;

    final LongPages values = new LongPages();
    final IntPages sampleStacks = new IntPages();
    final IntPages sampleLabels = new IntPages();
    final Stacks stacks = new Stacks();
    final LabelSets labels = new LabelSets();

    final LongPages addresses = new LongPages();
    final IntPages lineStarts = new IntPages();
    final IntPages lineEnds = new IntPages();
    final IntPages lineFunctions = new IntPages();
    final IntPages lineNumbers = new IntPages();

    final IntPages functionNames = new IntPages();
    final IntPages functionFiles = new IntPages();
    final StringTable strings = new StringTable();

    @Nullable ValueType periodType;
    long period;
    long timeNanos;
    long durationNanos;
    String defaultSampleType = "";
    final List<String> comments = new ArrayList<>();
    final List<String> problems = new ArrayList<>();

    private final Ids locationIds = new Ids();
    private final Ids functionIds = new Ids();
    private final Map<String, Integer> known = new HashMap<>();

    public void addSampleType(ValueType type) {
        sampleTypes.add(type);
    }

    /**
     * How many values {@link #addSample} takes: those of the types, or twice as many with raw ones.
     */
    public void setStride(int valuesPerSample) {
        stride = valuesPerSample;
    }

    public int stride() {
        return stride;
    }

    public void setPeriod(@Nullable ValueType type, long value) {
        periodType = type;
        period = value;
    }

    /** Nanoseconds since 1970. */
    public void setTimeNanos(long time) {
        timeNanos = time;
    }

    public void setDurationNanos(long duration) {
        durationNanos = duration;
    }

    public void setDefaultSampleType(String type) {
        defaultSampleType = type;
    }

    public void addComment(String comment) {
        comments.add(comment);
    }

    /** Tells what is missing, for {@link Profile#problems}. */
    public void addProblem(String problem) {
        problems.add(problem);
    }

    /** Appends a string of UTF-8 bytes, even if there is an equal one; returns its index. */
    public int addString(byte[] source, int from, int count) {
        return strings.add(source, from, count);
    }

    /** The index of this string, appended if it did not come through here before. */
    public int string(String text) {
        return known.computeIfAbsent(text, strings::add);
    }

    /** The string, or the empty one if there is none at this index. */
    public String stringAt(int index) {
        return strings.get(index);
    }

    public int strings() {
        return strings.size();
    }

    /** Whether so many more bytes of strings can be kept. */
    public boolean fitsString(int count) {
        return strings.fits(count);
    }

    /** How many strings are not UTF-8. */
    public int malformedStrings() {
        return strings.malformed();
    }

    public int samples() {
        return sampleStacks.size();
    }

    /**
     * Adds a sample.
     *
     * @param row has {@link #stride} values
     * @param stack from {@link #stack}
     * @param labelSet from {@link #labelSet}
     */
    public void addSample(long[] row, int stack, int labelSet) {
        for (int i = 0; i < stride; i++) {
            values.add(row[i]);
        }
        sampleStacks.add(stack);
        sampleLabels.add(labelSet);
    }

    /** The number of the stack of these locations, leaf first. */
    public int stack(int[] locations, int depth) {
        return stacks.intern(locations, depth);
    }

    /** Adds a label to the set that {@link #labelSet} ends; for a number the text is 0. */
    public void label(int key, int text, long number, int unit) {
        labels.label(key, text, number, unit);
    }

    /** The number of the set of the labels since the last one. */
    public int labelSet() {
        return labels.intern();
    }

    /** Forgets the labels since the last set. */
    public void discardLabels() {
        labels.discard();
    }

    /** Whether a sample with this depth and the labels since the last set can be added. */
    public boolean fitsSample(int depth) {
        return stacks.fits(depth)
                && labels.fits()
                && values.size() <= Integer.MAX_VALUE - 2 * stride;
    }

    /** The number of the location with this id, the next one if it is new. */
    public int location(long id) {
        return locationIds.dense(id);
    }

    public int locations() {
        return locationIds.size();
    }

    public void setAddress(int location, long address) {
        addresses.set(location, address);
    }

    public long address(int location) {
        return addresses.get(location);
    }

    /** Says which lines are the location's: from {@code start} to before {@code end}. */
    public void setLines(int location, int start, int end) {
        lineStarts.set(location, start);
        lineEnds.set(location, end);
    }

    public boolean hasLines(int location) {
        return lineEnds.get(location) > lineStarts.get(location);
    }

    public int lineStart(int location) {
        return lineStarts.get(location);
    }

    public int lines() {
        return lineFunctions.size();
    }

    public void addLine(int function, int number) {
        int line = lineFunctions.size();
        lineFunctions.set(line, function);
        lineNumbers.set(line, number);
    }

    /** The number of the function with this id, the next one if it is new. */
    public int function(long id) {
        return functionIds.dense(id);
    }

    public int functions() {
        return functionIds.size();
    }

    public void setFunction(int function, int name, int file) {
        functionNames.set(function, name);
        functionFiles.set(function, file);
    }

    /** How many functions have a name or file that is no string. */
    public int functionsWithoutStrings() {
        int count = 0;
        for (int i = 0; i < functions(); i++) {
            int size = strings.size();
            if (functionNames.get(i) >= size || functionFiles.get(i) >= size) {
                count++;
            }
        }
        return count;
    }

    /** Memory taken by everything. */
    public long bytes() {
        return values.bytes()
                + sampleStacks.bytes()
                + sampleLabels.bytes()
                + stacks.bytes()
                + labels.bytes()
                + addresses.bytes()
                + lineStarts.bytes()
                + lineEnds.bytes()
                + lineFunctions.bytes()
                + lineNumbers.bytes()
                + functionNames.bytes()
                + functionFiles.bytes()
                + strings.bytes()
                + locationIds.bytes()
                + functionIds.bytes();
    }

    public Profile build() {
        return new Profile(this);
    }
}
