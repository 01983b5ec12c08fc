package dev.stanch.profile.transform;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import java.util.Arrays;

/** Drops samples and gives others another stack: each distinct stack is looked at once. */
final class Restacking {
    private static final int UNKNOWN = -2;
    private static final int DROPPED = -1;

    private Restacking() {}

    /** Says what becomes of a stack. */
    interface Rule {
        /**
         * Changes a stack in place.
         *
         * @param stack its locations, leaf first
         * @return its new depth, or -1 if its samples go
         */
        int change(int[] stack, int depth);
    }

    /** Says whether the samples of a stack stay. */
    interface Test {
        boolean keeps(int[] stack, int depth);
    }

    /** Changes the stacks of a profile's samples in the tables, which were made of it. */
    static void change(Profile profile, ProfileTables tables, Rule rule) {
        tables.clearSamples();
        tables.clearStacks();
        int[] numbers = unknown(profile);
        int[] stack = new int[profile.maxDepth()];
        SampleRows rows = new SampleRows(profile);
        for (int sample = 0; sample < profile.samples(); sample++) {
            int old = profile.stackId(sample);
            if (numbers[old] == UNKNOWN) {
                int depth = rule.change(stack, profile.copyStack(old, stack));
                numbers[old] = depth < 0 ? DROPPED : tables.stack(stack, depth);
            }
            if (numbers[old] != DROPPED) {
                rows.copy(sample, tables, numbers[old]);
            }
        }
    }

    /** Leaves some of the samples in the tables, the stacks as they are. */
    static void filter(Profile profile, ProfileTables tables, Test test) {
        int[] numbers = unknown(profile);
        int[] stack = new int[profile.maxDepth()];
        tables.clearSamples();
        SampleRows rows = new SampleRows(profile);
        for (int sample = 0; sample < profile.samples(); sample++) {
            int id = profile.stackId(sample);
            if (numbers[id] == UNKNOWN) {
                numbers[id] = test.keeps(stack, profile.copyStack(id, stack)) ? id : DROPPED;
            }
            if (numbers[id] != DROPPED) {
                rows.copy(sample, tables, id);
            }
        }
    }

    private static int[] unknown(Profile profile) {
        int[] numbers = new int[profile.stacks()];
        Arrays.fill(numbers, UNKNOWN);
        return numbers;
    }
}
