package dev.stanch.profile;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts a profile together sample by sample, for tests and for what stanch writes itself. After
 * {@link #build} it must not be used again.
 */
public final class ProfileBuilder {
    /**
     * One call on a stack.
     *
     * @param systemName as the binary knows it, such as a mangled one
     * @param startLine where the function begins, 0 if unknown
     * @param line of the call, 0 if unknown
     * @param column of the call, 0 if unknown
     * @param address of the call, 0 if unknown
     * @param mapping that has the address, from {@link #addMapping}; -1 for none
     * @param inlined into the next frame of the stack, with which it then shares a location
     * @param folded whether several functions share the code
     */
    public record Frame(
            String function,
            String systemName,
            String file,
            long startLine,
            int line,
            long column,
            long address,
            int mapping,
            boolean inlined,
            boolean folded) {
        public Frame {
            requireNonNull(function, "function");
            requireNonNull(systemName, "systemName");
            requireNonNull(file, "file");
        }

        public Frame(String function, String file, int line, long address, boolean inlined) {
            this(function, function, file, 0, line, 0, address, -1, inlined, false);
        }

        public Frame(String function, String file, int line) {
            this(function, file, line, 0, false);
        }

        /** A call of which only the address is known: its location has no line. */
        public static Frame unknown(long address) {
            return new Frame("", "", 0, address, false);
        }

        boolean isUnknown() {
            return function.isEmpty() && file.isEmpty() && line == 0;
        }

        /** This frame in a mapping. */
        public Frame in(int other) {
            return new Frame(
                    function,
                    systemName,
                    file,
                    startLine,
                    line,
                    column,
                    address,
                    other,
                    inlined,
                    folded);
        }
    }

    /** A label of a sample. */
    public sealed interface Label {
        String key();

        /** A text, not empty. */
        record Text(String key, String value) implements Label {}

        /** A number; the unit is empty for none. */
        record Quantity(String key, long value, String unit) implements Label {}
    }

    /** A file in memory; the booleans tell what its locations were given already. */
    public record Mapping(
            long start,
            long limit,
            long offset,
            String file,
            String buildId,
            boolean hasFunctions,
            boolean hasFilenames,
            boolean hasLineNumbers,
            boolean hasInlineFrames) {
        public Mapping {
            requireNonNull(file, "file");
            requireNonNull(buildId, "buildId");
        }

        /** One whose locations have everything. */
        public Mapping(long start, long limit, long offset, String file, String buildId) {
            this(start, limit, offset, file, buildId, true, true, true, true);
        }
    }

    private record Function(String name, String systemName, String file, long startLine) {}

    private final ProfileTables tables = new ProfileTables();
    private final Map<Function, Integer> functions = new HashMap<>();
    private final Map<List<Frame>, Integer> locations = new HashMap<>();

    public ProfileBuilder(List<ValueType> sampleTypes) {
        sampleTypes.forEach(tables::addSampleType);
        tables.setStride(sampleTypes.size());
        string("");
    }

    public ProfileBuilder period(ValueType type, long period) {
        tables.setPeriod(type, period);
        return this;
    }

    /** Nanoseconds since 1970. */
    public ProfileBuilder timeNanos(long time) {
        tables.setTimeNanos(time);
        return this;
    }

    public ProfileBuilder durationNanos(long duration) {
        tables.setDurationNanos(duration);
        return this;
    }

    public ProfileBuilder comment(String comment) {
        tables.addComment(comment);
        return this;
    }

    public ProfileBuilder defaultSampleType(String type) {
        tables.setDefaultSampleType(type);
        return this;
    }

    /** See {@link Profile#dropFrames} and {@link Profile#keepFrames}. */
    public ProfileBuilder dropFrames(String drop, String keep) {
        tables.setDropFrames(drop, keep);
        return this;
    }

    public ProfileBuilder docUrl(String url) {
        tables.setDocUrl(url);
        return this;
    }

    /** Adds a mapping and returns its number, for {@link Frame#in}; the first is the program. */
    public int addMapping(Mapping mapping) {
        int row = tables.addMapping();
        tables.setRange(row, mapping.start(), mapping.limit(), mapping.offset());
        tables.setFile(row, string(mapping.file()), string(mapping.buildId()));
        tables.setSymbolized(
                row,
                mapping.hasFunctions(),
                mapping.hasFilenames(),
                mapping.hasLineNumbers(),
                mapping.hasInlineFrames());
        return row;
    }

    public ProfileBuilder addSample(List<Frame> stack, long... values) {
        return addSample(stack, values, List.of());
    }

    /**
     * Adds a sample.
     *
     * @param stack leaf first
     * @param values one for each sample type
     * @param labels string labels, none of them empty
     * @param numericLabels such as {@code bytes}
     */
    public ProfileBuilder addSample(
            List<Frame> stack,
            long[] values,
            Map<String, String> labels,
            Map<String, Long> numericLabels) {
        List<Label> all = new ArrayList<>();
        labels.forEach((key, text) -> all.add(new Label.Text(key, text)));
        numericLabels.forEach((key, number) -> all.add(new Label.Quantity(key, number, "")));
        return addSample(stack, values, all);
    }

    /**
     * Adds a sample.
     *
     * @param stack leaf first
     * @param values one for each sample type
     */
    public ProfileBuilder addSample(List<Frame> stack, long[] values, List<Label> labels) {
        if (values.length != tables.stride()) {
            throw new IllegalArgumentException(
                    values.length + " values for " + tables.stride() + " sample types");
        }
        for (Label label : labels) {
            switch (label) {
                case Label.Text(String key, String value) ->
                        tables.label(string(key), string(value), 0, 0);
                case Label.Quantity(String key, long value, String unit) ->
                        tables.label(string(key), 0, value, string(unit));
            }
        }
        int[] numbers = locations(stack);
        tables.addSample(values, tables.stack(numbers, numbers.length), tables.labelSet());
        return this;
    }

    public Profile build() {
        return tables.build();
    }

    private int[] locations(List<Frame> stack) {
        List<Integer> result = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < stack.size(); i++) {
            if (!stack.get(i).inlined() || i == stack.size() - 1) {
                List<Frame> frames = List.copyOf(stack.subList(start, i + 1));
                result.add(locations.computeIfAbsent(frames, this::addLocation));
                start = i + 1;
            }
        }
        return result.stream().mapToInt(Integer::intValue).toArray();
    }

    private int addLocation(List<Frame> frames) {
        int location = tables.addLocation();
        Frame outermost = frames.getLast();
        tables.setAddress(location, outermost.address());
        tables.setMapping(location, outermost.mapping());
        tables.setFolded(location, outermost.folded());
        int start = tables.lines();
        for (Frame frame : frames) {
            if (!frame.isUnknown()) {
                tables.addLine(function(frame), frame.line(), frame.column());
            }
        }
        tables.setLines(location, start, tables.lines());
        return location;
    }

    private int function(Frame frame) {
        Function function =
                new Function(frame.function(), frame.systemName(), frame.file(), frame.startLine());
        return functions.computeIfAbsent(
                function,
                key -> {
                    int row = tables.addFunction();
                    int name = string(key.name());
                    int systemName = string(key.systemName());
                    tables.setFunction(row, name, systemName, string(key.file()), key.startLine());
                    return row;
                });
    }

    private int string(String text) {
        return tables.string(text);
    }
}
