package dev.stanch.profile.graph;

/** Numbers pairs of node numbers densely in the order in which they are first seen. */
final class PairNumbers {
    private int size;

    /** A slot's pair; what it is numbered + 1, 0 for a free slot. */
    private long[] keys = new long[512];

    private int[] numbers = new int[512];

    int size() {
        return size;
    }

    /** The number of a pair, {@link #size} before the call if it is new. */
    int number(int left, int right) {
        long key = ((long) left << 32) | (right & 0xffffffffL);
        int slot = slot(key);
        if (numbers[slot] != 0) {
            return numbers[slot] - 1;
        }
        keys[slot] = key;
        numbers[slot] = ++size;
        if (size * 2 > keys.length) {
            grow();
        }
        return size - 1;
    }

    /** Where the pair is, or the free slot where it belongs. */
    private int slot(long key) {
        long mixed = key * 0x9e3779b97f4a7c15L;
        int mask = keys.length - 1;
        int slot = (int) ((mixed >>> 32) ^ mixed) & mask;
        while (numbers[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldNumbers = numbers;
        keys = new long[oldKeys.length * 2];
        numbers = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldNumbers[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                numbers[slot] = oldNumbers[i];
            }
        }
    }
}
