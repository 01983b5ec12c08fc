package dev.stanch.profile.transform;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Mappings, locations and functions of a merged profile, each once: equal ones of several profiles
 * become one. They are numbered in the order in which samples need them, except that the first
 * mapping, which is the program, stays the first. What is equal is as in google/pprof: mappings of
 * about the same size and the same build id or file, wherever they lie; locations of the same
 * address in the mapping and the same lines, of whose columns only the last counts.
 */
final class MergedSymbols {
    private static final int UNKNOWN = -1;
    private static final long PAGE = 0x1000;

    private record MappingKey(long pages, long offset, String buildIdOrFile) {}

    private record FunctionKey(long startLine, String name, String systemName, String file) {}

    private final ProfileTables tables;
    private final Map<MappingKey, Integer> mappings = new HashMap<>();
    private final Map<FunctionKey, Integer> functions = new HashMap<>();
    private final Map<LongBuffer, Integer> locations = new HashMap<>();
    private long[] mergedStarts = new long[4];

    private Profile profile;
    private int[] mappingNumbers = {};
    private int[] functionNumbers = {};
    private int[] locationNumbers = {};

    /**
     * @param first the profile whose numbers come first
     */
    MergedSymbols(ProfileTables tables, Profile first) {
        this.tables = tables;
        this.profile = first;
    }

    /** Says whose numbers come next. */
    void begin(Profile next) {
        profile = next;
        mappingNumbers = unknown(next.mappings());
        functionNumbers = unknown(next.functions());
        locationNumbers = unknown(next.locations());
        if (mappings.isEmpty() && next.mappings() > 0) {
            mapping(0);
        }
    }

    /** The merged number of a location. */
    int location(int old) {
        int known = locationNumbers[old];
        if (known != UNKNOWN) {
            return known;
        }
        int number = mergeLocation(old);
        locationNumbers[old] = number;
        return number;
    }

    private int mergeLocation(int old) {
        int oldMapping = profile.mapping(old);
        int mapping = oldMapping < 0 ? -1 : mapping(oldMapping);
        long address = profile.address(old);
        long inMapping = address;
        if (mapping >= 0) {
            address += mergedStarts[mapping] - profile.mappingStart(oldMapping);
            inMapping = address - mergedStarts[mapping];
        }
        int start = profile.lineStart(old);
        int lines = profile.lineEnd(old) - start;
        long[] key = new long[4 + 2 * lines];
        key[0] = inMapping;
        key[1] = mapping;
        key[2] = profile.isFolded(old) ? 1 : 0;
        for (int i = 0; i < lines; i++) {
            key[4 + 2 * i] = function(profile.lineFunction(start + i));
            key[5 + 2 * i] = profile.lineNumber(start + i);
            key[3] = profile.lineColumn(start + i);
        }
        Integer known = locations.get(LongBuffer.wrap(key));
        if (known != null) {
            return known;
        }
        int number = tables.addLocation();
        tables.setAddress(number, address);
        tables.setMapping(number, mapping);
        tables.setFolded(number, profile.isFolded(old));
        int firstLine = tables.lines();
        for (int i = 0; i < lines; i++) {
            tables.addLine(
                    (int) key[4 + 2 * i], (int) key[5 + 2 * i], profile.lineColumn(start + i));
        }
        tables.setLines(number, firstLine, tables.lines());
        locations.put(LongBuffer.wrap(key), number);
        return number;
    }

    private int mapping(int old) {
        if (mappingNumbers[old] == UNKNOWN) {
            mappingNumbers[old] = mappings.computeIfAbsent(key(old), key -> addMapping(old));
        }
        return mappingNumbers[old];
    }

    private MappingKey key(int mapping) {
        long size = profile.mappingLimit(mapping) - profile.mappingStart(mapping) + PAGE - 1;
        String buildId = profile.mappingBuildId(mapping);
        return new MappingKey(
                Long.divideUnsigned(size, PAGE),
                profile.mappingOffset(mapping),
                buildId.isEmpty() ? profile.mappingFile(mapping) : buildId);
    }

    private int addMapping(int old) {
        int number = tables.addMapping();
        tables.setRange(
                number,
                profile.mappingStart(old),
                profile.mappingLimit(old),
                profile.mappingOffset(old));
        tables.setFile(
                number,
                tables.string(profile.mappingFile(old)),
                tables.string(profile.mappingBuildId(old)));
        tables.setSymbolized(
                number,
                profile.mappingHasFunctions(old),
                profile.mappingHasFilenames(old),
                profile.mappingHasLineNumbers(old),
                profile.mappingHasInlineFrames(old));
        if (number == mergedStarts.length) {
            mergedStarts = Arrays.copyOf(mergedStarts, number * 2);
        }
        mergedStarts[number] = profile.mappingStart(old);
        return number;
    }

    private int function(int old) {
        if (functionNumbers[old] == UNKNOWN) {
            FunctionKey key =
                    new FunctionKey(
                            profile.functionStartLine(old),
                            profile.functionName(old),
                            profile.systemName(old),
                            profile.fileName(old));
            functionNumbers[old] = functions.computeIfAbsent(key, this::addFunction);
        }
        return functionNumbers[old];
    }

    private int addFunction(FunctionKey key) {
        int number = tables.addFunction();
        tables.setFunction(
                number,
                tables.string(key.name()),
                tables.string(key.systemName()),
                tables.string(key.file()),
                key.startLine());
        return number;
    }

    private static int[] unknown(int size) {
        int[] numbers = new int[size];
        Arrays.fill(numbers, UNKNOWN);
        return numbers;
    }
}
