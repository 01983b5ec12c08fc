package dev.stanch.goroutine.group;

import java.util.Arrays;

/**
 * From goroutine ids to the numbers of their groups: open addressing over plain arrays, 12 bytes a
 * slot, since dumps hold up to a million ids.
 */
public final class IdTable {
    /** What {@link #get} gives for an id that is not in the table. */
    public static final int ABSENT = Integer.MIN_VALUE;

    private long[] ids = new long[1 << 10];
    private int[] groups = new int[1 << 10];
    private int size;

    /** What is done with each entry. */
    public interface Visitor {
        void visit(long id, int group);
    }

    public IdTable() {
        Arrays.fill(groups, ABSENT);
    }

    /** The later of two entries for the same id stays. */
    public void put(long id, int group) {
        if (size * 2 >= ids.length) {
            grow();
        }
        int slot = slot(id);
        if (groups[slot] == ABSENT) {
            size++;
        }
        ids[slot] = id;
        groups[slot] = group;
    }

    public int get(long id) {
        return groups[slot(id)];
    }

    public int size() {
        return size;
    }

    void forEach(Visitor visitor) {
        for (int slot = 0; slot < ids.length; slot++) {
            if (groups[slot] != ABSENT) {
                visitor.visit(ids[slot], groups[slot]);
            }
        }
    }

    /** The id's slot, or the free one where it belongs. */
    private int slot(long id) {
        int mask = ids.length - 1;
        int slot = (int) ((id * 0x9E3779B97F4A7C15L) >>> 40) & mask;
        while (groups[slot] != ABSENT && ids[slot] != id) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldIds = ids;
        int[] oldGroups = groups;
        ids = new long[oldIds.length * 2];
        groups = new int[ids.length];
        Arrays.fill(groups, ABSENT);
        for (int i = 0; i < oldIds.length; i++) {
            if (oldGroups[i] != ABSENT) {
                int slot = slot(oldIds[i]);
                ids[slot] = oldIds[i];
                groups[slot] = oldGroups[i];
            }
        }
    }
}
