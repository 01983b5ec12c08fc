package dev.stanch.process;

import java.util.Arrays;

/**
 * A value for each address of a function, decoded from one of Go's tables of steps ({@code pcvalue}
 * in {@code runtime/symtab.go}).
 */
final class Steps {
    private int[] ends = new int[8];
    private int[] values = new int[8];
    private int size;

    /** The value holds from the last end to the new one; ends are offsets from the entry. */
    void add(int end, int value) {
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        ends[size] = end;
        values[size++] = value;
    }

    int size() {
        return size;
    }

    int start(int step) {
        return step == 0 ? 0 : ends[step - 1];
    }

    int value(int step) {
        return values[step];
    }

    /** -1 when there is no value for the offset. */
    int at(int offset) {
        int found = Arrays.binarySearch(ends, 0, size, offset + 1);
        int step = found < 0 ? -found - 1 : found;
        return offset < 0 || step >= size ? -1 : values[step];
    }
}
