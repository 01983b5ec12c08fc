package dev.stanch.profile.transform;

import dev.stanch.profile.PairNumbers;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import java.util.Arrays;

/**
 * Adds one profile's samples to those of a merged one: samples of equal stacks and labels become
 * one. Each stack and each label set is translated once.
 */
final class MergedSamples {
    private static final int UNKNOWN = -1;

    private final Profile profile;
    private final ProfileTables tables;
    private final MergedSymbols symbols;
    private final MergedLabels labels;
    private final PairNumbers samples;
    private final int[] stacks;
    private final int[] labelSets;
    private final int[] stack;

    /**
     * @param samples the merged samples' pairs of stack and label set
     */
    MergedSamples(
            Profile profile, ProfileTables tables, MergedSymbols symbols, PairNumbers samples) {
        this.profile = profile;
        this.tables = tables;
        this.symbols = symbols;
        this.labels = new MergedLabels(tables);
        this.samples = samples;
        this.stacks = new int[profile.stacks()];
        this.labelSets = new int[profile.labelSets()];
        this.stack = new int[profile.maxDepth()];
        Arrays.fill(stacks, UNKNOWN);
        Arrays.fill(labelSets, UNKNOWN);
    }

    void add() {
        long[] row = new long[tables.stride()];
        for (int sample = 0; sample < profile.samples(); sample++) {
            long bits = 0;
            for (int type = 0; type < row.length; type++) {
                row[type] = profile.value(sample, type);
                bits |= row[type];
            }
            if (bits == 0) {
                continue;
            }
            int stackNumber = stack(profile.stackId(sample));
            int labelSet = labelSet(profile.labelSetId(sample));
            int number = samples.number(stackNumber, labelSet);
            if (number == tables.samples()) {
                tables.addSample(row, stackNumber, labelSet);
            } else {
                tables.addToSample(number, row);
            }
        }
    }

    private int stack(int old) {
        if (stacks[old] == UNKNOWN) {
            int depth = profile.copyStack(old, stack);
            for (int i = 0; i < depth; i++) {
                stack[i] = symbols.location(stack[i]);
            }
            stacks[old] = tables.stack(stack, depth);
        }
        return stacks[old];
    }

    private int labelSet(int old) {
        if (labelSets[old] == UNKNOWN) {
            labelSets[old] = labels.add(profile, old);
        }
        return labelSets[old];
    }
}
