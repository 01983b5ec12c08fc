package dev.stanch.profile;

import java.util.Arrays;

/**
 * Numbers any 64-bit ids densely in the order in which they are first seen. Small ids, which Go and
 * pprof write, are looked up in a table; others (and addresses) by hash.
 */
final class Ids {
    private static final int SMALL = 1 << 20;

    /** Dense number + 1 by id. */
    private int[] table = new int[256];

    private final Slots slots = new Slots();
    private final LongPages large = new LongPages();
    private final IntPages largeDense = new IntPages();
    private int size;

    int size() {
        return size;
    }

    /** The dense number of an id, the next one if it is new. */
    int dense(long id) {
        if (id >= 0 && id < SMALL) {
            int known = id < table.length ? table[(int) id] : 0;
            return known != 0 ? known - 1 : addSmall((int) id);
        }
        return denseLarge(id);
    }

    /** The dense numbers of ids one after the other. */
    void dense(long[] ids, int count, int[] into) {
        int[] known = table;
        for (int i = 0; i < count; i++) {
            long id = ids[i];
            int number = id >= 0 && id < known.length ? known[(int) id] - 1 : -1;
            if (number < 0) {
                number = dense(id);
                known = table;
            }
            into[i] = number;
        }
    }

    long bytes() {
        return 4L * table.length + slots.bytes() + large.bytes() + largeDense.bytes();
    }

    private int addSmall(int id) {
        if (id >= table.length) {
            table = Arrays.copyOf(table, Math.min(SMALL, Math.max(id + 1, table.length * 2)));
        }
        table[id] = ++size;
        return size - 1;
    }

    private int denseLarge(long id) {
        int hash = Slots.fold(id);
        int slot = slots.first(hash);
        while (!slots.isEmpty(slot)) {
            int row = slots.row(slot);
            if (slots.mayBe(slot, hash) && large.get(row) == id) {
                return largeDense.get(row);
            }
            slot = slots.next(slot);
        }
        slots.put(slot, hash, large.size());
        large.add(id);
        largeDense.add(size);
        return size++;
    }
}
