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
     * @param address of the call, 0 if unknown
     * @param inlined into the next frame of the stack, with which it then shares a location
     */
    public record Frame(String function, String file, int line, long address, boolean inlined) {
        public Frame {
            requireNonNull(function, "function");
            requireNonNull(file, "file");
        }

        public Frame(String function, String file, int line) {
            this(function, file, line, 0, false);
        }
    }

    private record Function(String name, String file) {}

    private final ProfileTables columns = new ProfileTables();
    private final Map<Function, Integer> functions = new HashMap<>();
    private final Map<List<Frame>, Integer> locations = new HashMap<>();

    public ProfileBuilder(List<ValueType> sampleTypes) {
        columns.sampleTypes.addAll(sampleTypes);
        columns.stride = sampleTypes.size();
        string("");
    }

    public ProfileBuilder period(ValueType type, long period) {
        columns.periodType = type;
        columns.period = period;
        return this;
    }

    /** Nanoseconds since 1970. */
    public ProfileBuilder timeNanos(long time) {
        columns.timeNanos = time;
        return this;
    }

    public ProfileBuilder durationNanos(long duration) {
        columns.durationNanos = duration;
        return this;
    }

    public ProfileBuilder comment(String comment) {
        columns.comments.add(comment);
        return this;
    }

    public ProfileBuilder defaultSampleType(String type) {
        columns.defaultSampleType = type;
        return this;
    }

    public ProfileBuilder addSample(List<Frame> stack, long... values) {
        return addSample(stack, values, Map.of(), Map.of());
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
        if (values.length != columns.stride) {
            throw new IllegalArgumentException(
                    values.length + " values for " + columns.stride + " sample types");
        }
        labels.forEach((key, text) -> columns.labels.label(string(key), string(text), 0, 0));
        numericLabels.forEach((key, number) -> columns.labels.label(string(key), 0, number, 0));
        int[] numbers = locations(stack);
        int stackId = columns.stacks.intern(numbers, numbers.length);
        columns.addSample(values, stackId, columns.labels.intern());
        return this;
    }

    public Profile build() {
        return new Profile(columns);
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
        int location = columns.location(columns.locations());
        columns.addresses.set(location, frames.getLast().address());
        columns.lineStarts.set(location, columns.lineFunctions.size());
        for (Frame frame : frames) {
            columns.lineFunctions.add(function(new Function(frame.function(), frame.file())));
            columns.lineNumbers.add(frame.line());
        }
        columns.lineEnds.set(location, columns.lineFunctions.size());
        return location;
    }

    private int function(Function function) {
        return functions.computeIfAbsent(
                function,
                key -> {
                    int index = columns.function(columns.functions());
                    columns.functionNames.set(index, string(key.name()));
                    columns.functionFiles.set(index, string(key.file()));
                    return index;
                });
    }

    private int string(String text) {
        return columns.string(text);
    }
}
