package dev.stanch.profile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a profile while it is filled, and behind {@link Profile} when it is done. Samples,
 * stacks, locations, lines and functions are rows of int and long columns; equal stacks and equal
 * label sets are kept once.
 */
final class Columns {
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

    /** Indexes into {@link #strings}; a negative or missing one is the empty string. */
    final IntPages functionNames = new IntPages();

    final IntPages functionFiles = new IntPages();
    final StringTable strings = new StringTable();

    int locations;
    int functions;
    @Nullable ValueType periodType;
    long period;
    long timeNanos;
    long durationNanos;
    String defaultSampleType = "";
    final List<String> comments = new ArrayList<>();
    final List<String> problems = new ArrayList<>();

    int samples() {
        return sampleStacks.size();
    }

    /** Adds a row; the caller has seen to it that {@code row} has {@link #stride} values. */
    void addSample(long[] row, int stack, int labelSet) {
        for (int i = 0; i < stride; i++) {
            values.add(row[i]);
        }
        sampleStacks.add(stack);
        sampleLabels.add(labelSet);
    }

    /** Memory taken by everything. */
    long bytes() {
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
                + strings.bytes();
    }
}
