package dev.stanch.profile.graph;

import java.util.function.IntBinaryOperator;

/** Stable sorting of ints by a comparison, without an object for each. */
final class IntSort {
    private static final int SMALL = 12;

    private IntSort() {}

    static void sort(int[] values, IntBinaryOperator comparison) {
        sort(values, new int[values.length], 0, values.length, comparison);
    }

    private static void sort(
            int[] values, int[] spare, int from, int to, IntBinaryOperator comparison) {
        if (to - from <= SMALL) {
            insertionSort(values, from, to, comparison);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(values, spare, from, middle, comparison);
        sort(values, spare, middle, to, comparison);
        if (comparison.applyAsInt(values[middle - 1], values[middle]) <= 0) {
            return;
        }
        System.arraycopy(values, from, spare, from, middle - from);
        int left = from;
        int right = middle;
        for (int i = from; left < middle; i++) {
            boolean takesRight =
                    right < to && comparison.applyAsInt(spare[left], values[right]) > 0;
            values[i] = takesRight ? values[right++] : spare[left++];
        }
    }

    private static void insertionSort(
            int[] values, int from, int to, IntBinaryOperator comparison) {
        for (int i = from + 1; i < to; i++) {
            int value = values[i];
            int j = i - 1;
            while (j >= from && comparison.applyAsInt(values[j], value) > 0) {
                values[j + 1] = values[j];
                j--;
            }
            values[j + 1] = value;
        }
    }
}
