package dev.stanch.profile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A growing column of longs in pages, like {@link IntPages}: no memory for zeros, four bytes for a
 * value while all of a page fit in an int, eight otherwise.
 */
final class LongPages {
    private static final int BITS = 13;
    private static final int PAGE = 1 << BITS;
    private static final int MASK = PAGE - 1;
    private static final int FIRST = 32;

    /** At most one of the two has an array for a page. */
    private int[] @Nullable [] narrow = new int[4][];

    private long[] @Nullable [] wide = new long[4][];
    private int size;
    private long bytes;

    int size() {
        return size;
    }

    /** Memory taken by the pages. */
    long bytes() {
        return bytes;
    }

    /** One with the same values, which can then be changed alone. */
    LongPages copy() {
        LongPages copy = new LongPages();
        copy.narrow = narrow.clone();
        copy.wide = wide.clone();
        for (int page = 0; page < narrow.length; page++) {
            int[] slim = narrow[page];
            long[] broad = wide[page];
            copy.narrow[page] = slim == null ? null : slim.clone();
            copy.wide[page] = broad == null ? null : broad.clone();
        }
        copy.size = size;
        copy.bytes = bytes;
        return copy;
    }

    /** The value, 0 for what was never set. */
    long get(int index) {
        int page = index >>> BITS;
        if (page >= narrow.length) {
            return 0;
        }
        int slot = index & MASK;
        int[] ints = narrow[page];
        if (ints != null) {
            return slot < ints.length ? ints[slot] : 0;
        }
        long[] longs = wide[page];
        return longs != null && slot < longs.length ? longs[slot] : 0;
    }

    void add(long value) {
        set(size, value);
    }

    /** Sets a value and makes the column as long as needed; what lies between is 0. */
    void set(int index, long value) {
        if (index >= size) {
            size = index + 1;
        }
        int page = index >>> BITS;
        if (page >= narrow.length) {
            int pages = Math.max(page + 1, narrow.length * 2);
            narrow = Arrays.copyOf(narrow, pages);
            wide = Arrays.copyOf(wide, pages);
        }
        long[] longs = wide[page];
        if (longs == null) {
            if (value == (int) value) {
                setNarrow(page, index & MASK, (int) value);
                return;
            }
            longs = widen(page);
        }
        int slot = index & MASK;
        if (slot >= longs.length) {
            bytes -= 8L * longs.length;
            longs = Arrays.copyOf(longs, length(slot));
            wide[page] = longs;
            bytes += 8L * longs.length;
        }
        longs[slot] = value;
    }

    private void setNarrow(int page, int slot, int value) {
        int[] ints = narrow[page];
        if (ints == null || slot >= ints.length) {
            if (value == 0) {
                return;
            }
            int old = ints == null ? 0 : ints.length;
            int length = page == 0 ? length(slot) : PAGE;
            ints = ints == null ? new int[length] : Arrays.copyOf(ints, length);
            narrow[page] = ints;
            bytes += 4L * (length - old);
        }
        ints[slot] = value;
    }

    private long[] widen(int page) {
        int[] ints = narrow[page];
        int old = ints == null ? 0 : ints.length;
        long[] longs = new long[page == 0 ? Math.max(old, FIRST) : PAGE];
        for (int i = 0; i < old && ints != null; i++) {
            longs[i] = ints[i];
        }
        narrow[page] = null;
        wide[page] = longs;
        bytes += 8L * longs.length - 4L * old;
        return longs;
    }

    /** The first page begins small and doubles, so that small profiles are small. */
    private static int length(int slot) {
        return Math.max(FIRST, Integer.highestOneBit(slot) * 2);
    }
}
