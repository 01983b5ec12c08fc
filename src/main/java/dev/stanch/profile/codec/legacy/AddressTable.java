package dev.stanch.profile.codec.legacy;

import java.util.Arrays;

/** Numbers addresses from 0 in the order in which they first come. */
final class AddressTable {
    private long[] addresses = new long[64];

    /** Number + 1 by hash; 0 is empty. */
    private int[] slots = new int[128];

    private int size;

    int size() {
        return size;
    }

    long address(int number) {
        return addresses[number];
    }

    /** The number of the address, the next one if it is new. */
    int number(long address) {
        int slot = slot(address);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if (size == addresses.length) {
            addresses = Arrays.copyOf(addresses, size * 2);
            slots = new int[size * 4];
            for (int i = 0; i < size; i++) {
                slots[slot(addresses[i])] = i + 1;
            }
            slot = slot(address);
        }
        addresses[size] = address;
        slots[slot] = ++size;
        return size - 1;
    }

    /** The number of the address, or -1. */
    int find(long address) {
        return slots[slot(address)] - 1;
    }

    long bytes() {
        return 8L * addresses.length + 4L * slots.length;
    }

    /** The slot of this address, or the empty one where it would be. */
    private int slot(long address) {
        long mixed = address * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 33) & (slots.length - 1);
        while (slots[slot] != 0 && addresses[slots[slot] - 1] != address) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
