package dev.stanch.profile;

import java.util.Arrays;

/** Numbers pairs of ints densely in the order in which they are first seen. */
public final class PairNumbers {
    private static final int FIRST = 256;

    private int size;

    /** The pairs by their number. */
    private long[] keys = new long[FIRST];

    /** Hash table of numbers + 1; 0 is a free slot. */
    private int[] slots = new int[2 * FIRST];

    public int size() {
        return size;
    }

    /** The number of a pair, {@link #size} before the call if it is new. */
    public int number(int left, int right) {
        long key = ((long) left << 32) | (right & 0xffffffffL);
        int mask = slots.length - 1;
        int slot = hash(key) & mask;
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            if (keys[number] == key) {
                return number;
            }
            slot = (slot + 1) & mask;
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
        }
        keys[size] = key;
        slots[slot] = ++size;
        if (size * 2 > slots.length) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        slots = new int[slots.length * 2];
        int mask = slots.length - 1;
        for (int number = 0; number < size; number++) {
            int slot = hash(keys[number]) & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = number + 1;
        }
    }

    private static int hash(long key) {
        long mixed = key * 0x9e3779b97f4a7c15L;
        return (int) ((mixed >>> 32) ^ mixed);
    }
}
