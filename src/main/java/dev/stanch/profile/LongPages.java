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

    /** The value, 0 for what was never set. */
    long get(int index) {
        int page = index >>> BITS;
        if (page >= narrow.length) {
            return 0;
        }
        int[] ints = narrow[page];
        if (ints != null) {
            return ints[index & MASK];
        }
        long[] longs = wide[page];
        return longs == null ? 0 : longs[index & MASK];
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
        longs[index & MASK] = value;
    }

    private void setNarrow(int page, int slot, int value) {
        int[] ints = narrow[page];
        if (ints == null) {
            if (value == 0) {
                return;
            }
            ints = new int[PAGE];
            narrow[page] = ints;
            bytes += 4L * PAGE;
        }
        ints[slot] = value;
    }

    private long[] widen(int page) {
        long[] longs = new long[PAGE];
        int[] ints = narrow[page];
        if (ints != null) {
            for (int i = 0; i < PAGE; i++) {
                longs[i] = ints[i];
            }
            narrow[page] = null;
            bytes -= 4L * PAGE;
        }
        wide[page] = longs;
        bytes += 8L * PAGE;
        return longs;
    }
}
