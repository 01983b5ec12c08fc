package dev.stanch.profile.picture;

import java.util.Arrays;

/** Counts pairs that are in the wrong order. */
final class Inversions {
    private Inversions() {}

    /** Pairs i &lt; j with {@code numbers[i] > numbers[j]}; the numbers are not negative. */
    static long count(int[] numbers) {
        int size = Arrays.stream(numbers).max().orElse(-1) + 1;
        long[] sums = new long[size + 1];
        long inversions = 0;
        for (int i = 0; i < numbers.length; i++) {
            long notLarger = 0;
            for (int at = numbers[i] + 1; at > 0; at -= at & -at) {
                notLarger += sums[at];
            }
            inversions += i - notLarger;
            for (int at = numbers[i] + 1; at <= size; at += at & -at) {
                sums[at]++;
            }
        }
        return inversions;
    }
}
