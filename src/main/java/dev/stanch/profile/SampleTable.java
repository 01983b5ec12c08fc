package dev.stanch.profile;

/** Samples as rows: values, the number of a stack, the number of a label set. */
final class SampleTable {
    /** Values of a row: one for each type, then possibly the raw ones of the same types. */
    int stride;

    private final LongPages values = new LongPages();
    private final IntPages stacks = new IntPages();
    private final IntPages labelSets = new IntPages();

    int size() {
        return stacks.size();
    }

    void add(long[] row, int stack, int labelSet) {
        for (int i = 0; i < stride; i++) {
            values.add(row[i]);
        }
        stacks.add(stack);
        labelSets.add(labelSet);
    }

    void addTo(int row, long[] more) {
        for (int i = 0; i < stride; i++) {
            int place = row * stride + i;
            values.set(place, values.get(place) + more[i]);
        }
    }

    boolean fitsOneMore() {
        return values.size() <= Integer.MAX_VALUE - 2 * stride;
    }

    long value(int row, int column) {
        return values.get(row * stride + column);
    }

    int stack(int row) {
        return stacks.get(row);
    }

    int labelSet(int row) {
        return labelSets.get(row);
    }

    long bytes() {
        return values.bytes() + stacks.bytes() + labelSets.bytes();
    }
}
