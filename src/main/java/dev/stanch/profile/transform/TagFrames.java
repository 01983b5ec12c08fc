package dev.stanch.profile.transform;

import dev.stanch.profile.PairNumbers;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import dev.stanch.profile.measure.Units;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows labels as frames: options tagroot and tagleaf ({@code tagroot.go} in google/pprof). */
public final class TagFrames {
    private record Frame(String values, String key) {}

    private final Profile profile;
    private final ProfileTables tables;
    private final List<String> rootKeys;
    private final List<String> leafKeys;
    private final String unit;
    private final Map<Frame, Integer> locations = new HashMap<>();
    private final Map<Integer, int[]> frames = new HashMap<>();
    private long nextLocationId = 1;
    private long nextFunctionId = 1;
    private boolean rootMatched;
    private boolean leafMatched;

    private TagFrames(Profile profile, List<String> rootKeys, List<String> leafKeys, String unit) {
        this.profile = profile;
        this.tables = ProfileTables.of(profile);
        this.rootKeys = rootKeys;
        this.leafKeys = leafKeys;
        this.unit = unit;
        for (int i = 0; i < profile.locations(); i++) {
            nextLocationId = Math.max(nextLocationId, profile.locationId(i) + 1);
        }
        for (int i = 0; i < profile.functions(); i++) {
            nextFunctionId = Math.max(nextFunctionId, profile.functionId(i) + 1);
        }
    }

    /**
     * A profile with frames for labels.
     *
     * @param rootMatched whether a sample has a label of the root keys
     * @param leafMatched the same for the leaf keys
     */
    public record Result(Profile profile, boolean rootMatched, boolean leafMatched) {}

    /**
     * Adds a frame for each key to all stacks: the values of the labels as function, the key as
     * file.
     *
     * @param rootKeys at the root; the first becomes the root
     * @param leafKeys at the leaf; the last becomes the leaf
     * @param unit in which numeric labels are written
     */
    public static Result add(
            Profile profile, List<String> rootKeys, List<String> leafKeys, String unit) {
        if (rootKeys.isEmpty() && leafKeys.isEmpty()) {
            return new Result(profile, false, false);
        }
        return new TagFrames(profile, rootKeys, leafKeys, unit).add();
    }

    private Result add() {
        tables.clearSamples();
        tables.clearStacks();
        PairNumbers pairs = new PairNumbers();
        List<Integer> stacks = new ArrayList<>();
        SampleRows rows = new SampleRows(profile);
        int[] stack = new int[profile.maxDepth() + rootKeys.size() + leafKeys.size()];
        for (int sample = 0; sample < profile.samples(); sample++) {
            int set = profile.labelSetId(sample);
            int pair = pairs.number(profile.stackId(sample), set);
            if (pair == stacks.size()) {
                int[] added = frames.computeIfAbsent(set, this::frames);
                stacks.add(stack(profile.stackId(sample), added, stack));
            }
            rows.copy(sample, tables, stacks.get(pair));
        }
        return new Result(tables.build(), rootMatched, leafMatched);
    }

    /** Leaf frames, the stack's own, root frames. */
    private int stack(int own, int[] added, int[] stack) {
        int depth = profile.copyStack(own, stack);
        int leaves = leafKeys.size();
        System.arraycopy(stack, 0, stack, leaves, depth);
        System.arraycopy(added, 0, stack, 0, leaves);
        System.arraycopy(added, leaves, stack, leaves + depth, rootKeys.size());
        return tables.stack(stack, depth + added.length);
    }

    /** The locations for a label set: leaf frames, then root frames, innermost first. */
    private int[] frames(int labelSet) {
        int[] result = new int[leafKeys.size() + rootKeys.size()];
        for (int i = 0; i < rootKeys.size(); i++) {
            List<String> values = values(labelSet, rootKeys.get(rootKeys.size() - 1 - i));
            rootMatched |= !values.isEmpty();
            result[leafKeys.size() + i] = location(values, rootKeys.get(rootKeys.size() - 1 - i));
        }
        for (int i = 0; i < leafKeys.size(); i++) {
            List<String> values = values(labelSet, leafKeys.get(leafKeys.size() - 1 - i));
            leafMatched |= !values.isEmpty();
            result[i] = location(values, leafKeys.get(leafKeys.size() - 1 - i));
        }
        return result;
    }

    private int location(List<String> values, String key) {
        return locations.computeIfAbsent(
                new Frame(String.join(",", values), key), this::addLocation);
    }

    private int addLocation(Frame frame) {
        int function = tables.addFunction();
        int none = tables.string("");
        int name = tables.string(frame.values());
        tables.setFunctionId(function, nextFunctionId++);
        tables.setFunction(function, name, none, tables.string(frame.key()), 0);
        int location = tables.addLocation();
        int line = tables.lines();
        tables.addLine(function, 0, 0);
        tables.setLocationId(location, nextLocationId++);
        tables.setLines(location, line, line + 1);
        return location;
    }

    /** The values of a key: texts, then numbers. */
    private List<String> values(int labelSet, String key) {
        List<String> texts = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        List<String> units = new ArrayList<>();
        profile.visitLabelSet(
                labelSet,
                new Profile.LabelVisitor() {
                    @Override
                    public void text(String labelKey, String value) {
                        if (labelKey.equals(key)) {
                            texts.add(value);
                        }
                    }

                    @Override
                    public void number(String labelKey, long value, String labelUnit) {
                        if (labelKey.equals(key)) {
                            numbers.add(value);
                            units.add(labelUnit);
                        }
                    }
                });
        boolean hasUnits = units.stream().anyMatch(text -> !text.isEmpty());
        for (int i = 0; i < numbers.size(); i++) {
            texts.add(Units.label(numbers.get(i), units.get(i), hasUnits ? unit : ""));
        }
        return texts;
    }
}
