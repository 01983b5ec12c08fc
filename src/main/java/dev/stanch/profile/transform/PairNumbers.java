package dev.stanch.profile.transform;

import java.util.Arrays;

/** Numbers pairs of ints that are not negative from 0 in the order of their first sight. */
final class PairNumbers {
    private static final long EMPTY = -1;

    private long[] keys = new long[64];
    private int[] numbers = new int[64];
    private int size;

    PairNumbers() {
        Arrays.fill(keys, EMPTY);
    }

    int size() {
        return size;
    }

    /** The pair's number, {@link #size} as it was before if the pair is new. */
    int of(int first, int second) {
        long key = (long) first << 32 | second;
        int slot = slot(key);
        if (keys[slot] == key) {
            return numbers[slot];
        }
        keys[slot] = key;
        numbers[slot] = size++;
        if (size * 2 > keys.length) {
            grow();
        }
        return size - 1;
    }

    private int slot(long key) {
        long mixed = (key ^ key >>> 32) * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 32) & (keys.length - 1);
        while (keys[slot] != EMPTY && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldNumbers = numbers;
        keys = new long[oldKeys.length * 2];
        numbers = new int[keys.length];
        Arrays.fill(keys, EMPTY);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != EMPTY) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                numbers[slot] = oldNumbers[i];
            }
        }
    }
}
