package dev.stanch.profile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A growing column of ints in pages. A page takes no memory while all its values are 0, two bytes
 * for a value while all fit in 16 bits, four otherwise. Growing never copies values, so the peak
 * while reading is close to what is kept.
 */
final class IntPages {
    private static final int BITS = 14;
    private static final int PAGE = 1 << BITS;
    private static final int MASK = PAGE - 1;

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

    /** The value, 0 for what was never set. */
    int get(int index) {
        int page = index >>> BITS;
        if (page >= narrow.length) {
            return 0;
        }
        char[] shorts = narrow[page];
        if (shorts != null) {
            return shorts[index & MASK];
        }
        int[] ints = wide[page];
        return ints == null ? 0 : ints[index & MASK];
    }

    void add(int value) {
        set(size, value);
    }

    void addAll(int[] values, int count) {
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
        ints[index & MASK] = value;
    }

    private void setNarrow(int page, int slot, char value) {
        char[] shorts = narrow[page];
        if (shorts == null) {
            if (value == 0) {
                return;
            }
            shorts = new char[PAGE];
            narrow[page] = shorts;
            bytes += 2L * PAGE;
        }
        shorts[slot] = value;
    }

    private int[] widen(int page) {
        int[] ints = new int[PAGE];
        char[] shorts = narrow[page];
        if (shorts != null) {
            for (int i = 0; i < PAGE; i++) {
                ints[i] = shorts[i];
            }
            narrow[page] = null;
            bytes -= 2L * PAGE;
        }
        wide[page] = ints;
        bytes += 4L * PAGE;
        return ints;
    }
}
