package dev.stanch.profile;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a profile while it is filled, for decoders and for what makes a new profile of
 * another. Everything is a numbered row; equal stacks and equal label sets are kept once. Arguments
 * of type int that stand for strings are their indexes: a negative or missing one is the empty
 * string. After {@link #build} it must not be used again.
 */
public final class ProfileTables {
    Header header;
    StringTable strings;
    SampleTable samples;
    Stacks stacks;
    LabelSets labels;
    LocationTable locationTable;
    LineTable lineTable;
    FunctionTable functionTable;
    MappingTable mappingTable;
    private int locations;
    private int functions;
    private int mappings;

    private final Ids locationKeys = new Ids();
    private final Ids functionKeys = new Ids();
    private final Ids mappingKeys = new Ids();
    private final Map<String, Integer> known = new HashMap<>();
    private boolean ownsLocations = true;
    private boolean ownsLines = true;
    private boolean ownsFunctions = true;
    private boolean ownsMappings = true;

    /** Empty tables whose strings show bytes that are not UTF-8 as U+FFFD. */
    public ProfileTables() {
        this(false);
    }

    /**
     * Empty tables.
     *
     * @param exactStrings whether bytes that are not UTF-8 are kept, as {@link RawText} tells
     */
    public ProfileTables(boolean exactStrings) {
        header = new Header();
        strings = new StringTable(exactStrings);
        samples = new SampleTable();
        stacks = new Stacks();
        labels = new LabelSets();
        locationTable = new LocationTable();
        lineTable = new LineTable();
        functionTable = new FunctionTable();
        mappingTable = new MappingTable();
    }

    private ProfileTables(Profile other) {
        header = other.header.copy();
        strings = new StringTable(other.strings);
        samples = other.samples;
        stacks = other.stacks;
        labels = other.labels;
        locationTable = other.locationTable;
        lineTable = other.lineTable;
        functionTable = other.functionTable;
        mappingTable = other.mappingTable;
        locations = other.locations();
        functions = other.functions();
        mappings = other.mappings();
        ownsLocations = false;
        ownsLines = false;
        ownsFunctions = false;
        ownsMappings = false;
    }

    /**
     * Everything of a profile, to change some of it; what stays the same is shared. Samples, stacks
     * and label sets can be added only after {@link #clearSamples}, {@link #clearStacks} and {@link
     * #clearLabelSets}.
     */
    public static ProfileTables of(Profile profile) {
        return new ProfileTables(profile);
    }

    /** Forgets the samples; stacks and label sets stay, with their numbers. */
    public void clearSamples() {
        SampleTable empty = new SampleTable();
        empty.stride = samples.stride;
        samples = empty;
    }

    public void clearStacks() {
        stacks = new Stacks();
    }

    public void clearLabelSets() {
        labels = new LabelSets();
    }

    /** Forgets the sample types; the values of the samples stay as they are. */
    public void clearSampleTypes() {
        header.sampleTypes.clear();
    }

    public void addSampleType(ValueType type) {
        header.sampleTypes.add(type);
    }

    /** How many values {@link #addSample} takes: one for each type, or twice as many, raw last. */
    public void setStride(int valuesPerSample) {
        samples.stride = valuesPerSample;
    }

    public int stride() {
        return samples.stride;
    }

    public void setPeriod(@Nullable ValueType type, long value) {
        header.periodType = type;
        header.period = value;
    }

    /** Nanoseconds since 1970. */
    public void setTimeNanos(long time) {
        header.timeNanos = time;
    }

    public void setDurationNanos(long duration) {
        header.durationNanos = duration;
    }

    public void setDefaultSampleType(String type) {
        header.defaultSampleType = requireNonNull(type, "type");
    }

    /** Regular expressions of functions to drop at the leaves, and of those to keep even so. */
    public void setDropFrames(String drop, String keep) {
        header.dropFrames = requireNonNull(drop, "drop");
        header.keepFrames = requireNonNull(keep, "keep");
    }

    public void setDocUrl(String url) {
        header.docUrl = requireNonNull(url, "url");
    }

    public void addComment(String comment) {
        header.comments.add(requireNonNull(comment, "comment"));
    }

    /** Tells what is missing, for {@link Profile#problems}. */
    public void addProblem(String problem) {
        header.problems.add(requireNonNull(problem, "problem"));
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
        return samples.size();
    }

    /**
     * Adds a sample.
     *
     * @param row has {@link #stride} values
     * @param stack from {@link #stack}
     * @param labelSet from {@link #labelSet}
     */
    public void addSample(long[] row, int stack, int labelSet) {
        samples.add(row, stack, labelSet);
    }

    /** Adds values to those of a sample. */
    public void addToSample(int sample, long[] row) {
        samples.addTo(sample, row);
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
        return stacks.fits(depth) && labels.fits() && samples.fitsOneMore();
    }

    /** A new location, with nothing known of it. */
    public int addLocation() {
        return locations++;
    }

    /** The number of the location with this key, a new one if the key is. */
    public int location(long key) {
        int row = locationKeys.dense(key);
        if (row == locations) {
            locations++;
        }
        return row;
    }

    /** As {@link #location} for each of many keys. */
    public void locations(long[] keys, int count, int[] into) {
        locationKeys.dense(keys, count, into);
        locations = locationKeys.size();
    }

    public int locations() {
        return locations;
    }

    /** Without this a location's id is its number + 1. */
    public void setLocationId(int location, long id) {
        locationsToChange().setId(location, id);
    }

    public void setAddress(int location, long address) {
        locationsToChange().setAddress(location, address);
    }

    public long address(int location) {
        return locationTable.address(location);
    }

    /** The mapping of a location; -1, the default, for none. */
    public void setMapping(int location, int mapping) {
        locationsToChange().setMapping(location, mapping);
    }

    public void setFolded(int location, boolean isFolded) {
        locationsToChange().setFolded(location, isFolded);
    }

    /** Says which lines are the location's: from {@code start} to before {@code end}. */
    public void setLines(int location, int start, int end) {
        locationsToChange().setLines(location, start, end);
    }

    public boolean hasLines(int location) {
        return locationTable.lineEnd(location) > locationTable.lineStart(location);
    }

    public int lineStart(int location) {
        return locationTable.lineStart(location);
    }

    public int lines() {
        return lineTable.size();
    }

    /** Forgets the lines; all locations must be given other ones. */
    public void clearLines() {
        lineTable = new LineTable();
        ownsLines = true;
    }

    public void addLine(int function, int number, long column) {
        if (!ownsLines) {
            lineTable = lineTable.copy();
            ownsLines = true;
        }
        lineTable.add(function, number, column);
    }

    /** A new function, with nothing known of it. */
    public int addFunction() {
        return functions++;
    }

    /** The number of the function with this key, a new one if the key is. */
    public int function(long key) {
        int row = functionKeys.dense(key);
        if (row == functions) {
            functions++;
        }
        return row;
    }

    public int functions() {
        return functions;
    }

    /** Without this a function's id is its number + 1. */
    public void setFunctionId(int function, long id) {
        functionsToChange().setId(function, id);
    }

    public void setFunction(int function, int name, int systemName, int file, long startLine) {
        functionsToChange().set(function, name, systemName, file, startLine);
    }

    /** How many functions have a name or file that is no string. */
    public int functionsWithoutStrings() {
        int count = 0;
        int size = strings.size();
        for (int i = 0; i < functions; i++) {
            if (functionTable.name(i) >= size || functionTable.file(i) >= size) {
                count++;
            }
        }
        return count;
    }

    /** A new mapping, with nothing known of it. */
    public int addMapping() {
        return mappings++;
    }

    /** The number of the mapping with this key, a new one if the key is. */
    public int mapping(long key) {
        int row = mappingKeys.dense(key);
        if (row == mappings) {
            mappings++;
        }
        return row;
    }

    public int mappings() {
        return mappings;
    }

    /** Without this a mapping's id is its number + 1. */
    public void setMappingId(int mapping, long id) {
        mappingsToChange().setId(mapping, id);
    }

    /** Addresses where the file is in memory, and its offset there. */
    public void setRange(int mapping, long start, long limit, long offset) {
        mappingsToChange().set(mapping, start, limit, offset);
    }

    public void setFile(int mapping, int file, int buildId) {
        mappingsToChange().setStrings(mapping, file, buildId);
    }

    /** Whether the mapping's locations have been given these already. */
    public void setSymbolized(
            int mapping,
            boolean functions,
            boolean filenames,
            boolean lineNumbers,
            boolean inlineFrames) {
        mappingsToChange().setFlags(mapping, functions, filenames, lineNumbers, inlineFrames);
    }

    /**
     * Gives locations, functions and mappings other numbers: row i becomes row {@code numbers[i]}.
     * No samples can be added afterwards.
     *
     * @param locationNumbers null to leave them; so with the others
     * @param mappingNumbers -1 for a mapping that goes
     */
    public void renumber(
            int @Nullable [] locationNumbers,
            int @Nullable [] functionNumbers,
            int @Nullable [] mappingNumbers) {
        if (functionNumbers != null) {
            functionTable = functionTable.renumbered(functionNumbers);
            lineTable.renumberFunctions(Renumbering.by(functionNumbers));
        }
        if (mappingNumbers != null) {
            mappingTable = mappingTable.renumbered(mappingNumbers);
            mappings = (int) Arrays.stream(mappingNumbers).filter(number -> number >= 0).count();
        }
        if (locationNumbers != null || mappingNumbers != null) {
            locationTable =
                    locationTable.renumbered(
                            locationNumbers == null ? identity(locations) : locationNumbers,
                            mappingNumbers == null
                                    ? Renumbering.NONE
                                    : Renumbering.by(mappingNumbers));
        }
        if (locationNumbers != null) {
            stacks.renumber(locationNumbers);
        }
    }

    /** Memory taken by everything. */
    public long bytes() {
        return strings.bytes()
                + samples.bytes()
                + stacks.bytes()
                + labels.bytes()
                + locationTable.bytes()
                + lineTable.bytes()
                + functionTable.bytes()
                + mappingTable.bytes()
                + locationKeys.bytes()
                + functionKeys.bytes();
    }

    public Profile build() {
        return new Profile(this);
    }

    private LocationTable locationsToChange() {
        if (!ownsLocations) {
            locationTable = locationTable.copy();
            ownsLocations = true;
        }
        return locationTable;
    }

    private FunctionTable functionsToChange() {
        if (!ownsFunctions) {
            functionTable = functionTable.copy();
            ownsFunctions = true;
        }
        return functionTable;
    }

    private MappingTable mappingsToChange() {
        if (!ownsMappings) {
            mappingTable = mappingTable.copy();
            ownsMappings = true;
        }
        return mappingTable;
    }

    private static int[] identity(int size) {
        int[] numbers = new int[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = i;
        }
        return numbers;
    }
}
