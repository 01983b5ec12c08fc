package dev.stanch.profile;

/**
 * An open-addressed index from hash to row number. It keeps the hash beside the row, so that
 * growing needs no look at the rows; whether two rows are equal is for the caller to say.
 */
final class Slots {
    /** High half: hash; low half: row + 1, so that 0 is an empty slot. */
    private long[] slots = new long[16];

    private int used;

    /** Memory taken. */
    long bytes() {
        return 8L * slots.length;
    }

    /** The first slot to look at for this hash. */
    int first(int hash) {
        return hash & (slots.length - 1);
    }

    int next(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    /** Whether the search ends here without a row. */
    boolean isEmpty(int slot) {
        return slots[slot] == 0;
    }

    boolean mayBe(int slot, int hash) {
        return (int) (slots[slot] >>> 32) == hash;
    }

    int row(int slot) {
        return (int) slots[slot] - 1;
    }

    void put(int emptySlot, int hash, int row) {
        slots[emptySlot] = (long) hash << 32 | (row + 1L);
        used++;
        if (used * 8L > slots.length * 5L) {
            grow();
        }
    }

    /** Folds to 32 bits so that each depends on all 64. */
    static int fold(long hash) {
        long mixed = hash * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 29;
        mixed *= 0xBF58476D1CE4E5B9L;
        return (int) (mixed >>> 32);
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        for (long entry : old) {
            if (entry != 0) {
                int slot = first((int) (entry >>> 32));
                while (!isEmpty(slot)) {
                    slot = next(slot);
                }
                slots[slot] = entry;
            }
        }
    }
}
