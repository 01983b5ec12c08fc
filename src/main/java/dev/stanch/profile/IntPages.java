package dev.stanch.profile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A growing column of ints in pages. A page takes no memory while all its values are 0, two bytes
 * for a value while all fit in 16 bits, four otherwise. Growing copies at most the first page, so
 * the peak while reading is close to what is kept.
 */
final class IntPages {
    private static final int BITS = 14;
    private static final int PAGE = 1 << BITS;
    private static final int MASK = PAGE - 1;
    private static final int FIRST = 32;

    /** At most one of the two has an array for a page. */
    private char[] @Nullable [] narrow = new char[4][];

    private int[] @Nullable [] wide = new int[4][];
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
    IntPages copy() {
        IntPages copy = new IntPages();
        copy.narrow = narrow.clone();
        copy.wide = wide.clone();
        for (int page = 0; page < narrow.length; page++) {
            char[] slim = narrow[page];
            int[] broad = wide[page];
            copy.narrow[page] = slim == null ? null : slim.clone();
            copy.wide[page] = broad == null ? null : broad.clone();
        }
        copy.size = size;
        copy.bytes = bytes;
        return copy;
    }

    /** The value, 0 for what was never set. */
    int get(int index) {
        int page = index >>> BITS;
        if (page >= narrow.length) {
            return 0;
        }
        int slot = index & MASK;
        char[] shorts = narrow[page];
        if (shorts != null) {
            return slot < shorts.length ? shorts[slot] : 0;
        }
        int[] ints = wide[page];
        return ints != null && slot < ints.length ? ints[slot] : 0;
    }

    /** Copies a run of values to the array's beginning. */
    void copy(int from, int count, int[] into) {
        int done = 0;
        while (done < count) {
            int slot = (from + done) & MASK;
            int step = Math.min(count - done, PAGE - slot);
            int page = (from + done) >>> BITS;
            char[] shorts = page < narrow.length ? narrow[page] : null;
            if (shorts != null && slot + step <= shorts.length) {
                for (int i = 0; i < step; i++) {
                    into[done + i] = shorts[slot + i];
                }
            } else {
                for (int i = 0; i < step; i++) {
                    into[done + i] = get(from + done + i);
                }
            }
            done += step;
        }
    }

    void add(int value) {
        set(size, value);
    }

    void addAll(int[] values, int count) {
        int bits = 0;
        for (int i = 0; i < count; i++) {
            bits |= values[i];
        }
        if (bits >>> 16 == 0) {
            addAllNarrow(values, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            set(size, values[i]);
        }
    }

    /** Sets a value and makes the column as long as needed; what lies between is 0. */
    void set(int index, int value) {
        if (index >= size) {
            size = index + 1;
        }
        int page = index >>> BITS;
        if (page >= narrow.length) {
            int pages = Math.max(page + 1, narrow.length * 2);
            narrow = Arrays.copyOf(narrow, pages);
            wide = Arrays.copyOf(wide, pages);
        }
        int[] ints = wide[page];
        if (ints == null) {
            if (value >>> 16 == 0) {
                setNarrow(page, index & MASK, (char) value);
                return;
            }
            ints = widen(page);
        }
        int slot = index & MASK;
        if (slot >= ints.length) {
            bytes -= 4L * ints.length;
            ints = Arrays.copyOf(ints, length(slot));
            wide[page] = ints;
            bytes += 4L * ints.length;
        }
        ints[slot] = value;
    }

    /** Replaces each value, none of which is negative, by that which stands at its index. */
    void replace(int[] by) {
        int bits = 0;
        for (int value : by) {
            bits |= value;
        }
        boolean staysNarrow = bits >>> 16 == 0;
        for (int from = 0; from < size; from += PAGE) {
            int count = Math.min(PAGE, size - from);
            char[] shorts = narrow[from >>> BITS];
            int[] ints = wide[from >>> BITS];
            if (ints != null && count <= ints.length) {
                for (int i = 0; i < count; i++) {
                    ints[i] = by[ints[i]];
                }
            } else if (staysNarrow && shorts != null && count <= shorts.length) {
                for (int i = 0; i < count; i++) {
                    shorts[i] = (char) by[shorts[i]];
                }
            } else {
                for (int i = from; i < from + count; i++) {
                    set(i, by[get(i)]);
                }
            }
        }
    }

    /** The way of nearly all stacks: a page at a time, into one that is narrow already. */
    private void addAllNarrow(int[] values, int count) {
        int done = 0;
        while (done < count) {
            int slot = size & MASK;
            int page = size >>> BITS;
            char[] shorts = page < narrow.length ? narrow[page] : null;
            if (shorts == null || slot >= shorts.length) {
                set(size, values[done++]);
                continue;
            }
            int step = Math.min(count - done, shorts.length - slot);
            for (int i = 0; i < step; i++) {
                shorts[slot + i] = (char) values[done + i];
            }
            size += step;
            done += step;
        }
    }

    private void setNarrow(int page, int slot, char value) {
        char[] shorts = narrow[page];
        if (shorts == null || slot >= shorts.length) {
            if (value == 0) {
                return;
            }
            int old = shorts == null ? 0 : shorts.length;
            int length = page == 0 ? length(slot) : PAGE;
            shorts = shorts == null ? new char[length] : Arrays.copyOf(shorts, length);
            narrow[page] = shorts;
            bytes += 2L * (length - old);
        }
        shorts[slot] = value;
    }

    private int[] widen(int page) {
        char[] shorts = narrow[page];
        int old = shorts == null ? 0 : shorts.length;
        int[] ints = new int[page == 0 ? Math.max(old, FIRST) : PAGE];
        for (int i = 0; i < old && shorts != null; i++) {
            ints[i] = shorts[i];
        }
        narrow[page] = null;
        wide[page] = ints;
        bytes += 4L * ints.length - 2L * old;
        return ints;
    }

    /** The first page begins small and doubles, so that small profiles are small. */
    private static int length(int slot) {
        return Math.max(FIRST, Integer.highestOneBit(slot) * 2);
    }
}
