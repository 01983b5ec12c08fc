package dev.stanch.profile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A growing column of bytes in pages; growing copies at most the first page. */
final class BytePages {
    private static final int BITS = 16;
    private static final int PAGE = 1 << BITS;
    private static final int MASK = PAGE - 1;
    private static final int FIRST = 256;

    private byte[] @Nullable [] pages = new byte[4][];
    private int used;
    private long bytes;
    private int size;

    /** Bytes held; at most {@link Integer#MAX_VALUE}. */
    int size() {
        return size;
    }

    /** Memory taken by the pages. */
    long bytes() {
        return bytes;
    }

    boolean fits(int count) {
        return count <= Integer.MAX_VALUE - PAGE - size;
    }

    byte get(int index) {
        return page(index >>> BITS)[index & MASK];
    }

    void addAll(byte[] source, int from, int count) {
        int done = 0;
        while (done < count) {
            byte[] page = pageToFill();
            int step = Math.min(count - done, page.length - (size & MASK));
            System.arraycopy(source, from + done, page, size & MASK, step);
            size += step;
            done += step;
        }
    }

    byte[] copy(int from, int to) {
        byte[] result = new byte[to - from];
        int done = 0;
        while (done < result.length) {
            int at = from + done;
            int step = Math.min(result.length - done, PAGE - (at & MASK));
            System.arraycopy(page(at >>> BITS), at & MASK, result, done, step);
            done += step;
        }
        return result;
    }

    /** Whether the bytes from {@code at} on are those of the other array's range. */
    boolean matches(int at, byte[] other, int from, int count) {
        for (int i = 0; i < count; i++) {
            if (get(at + i) != other[from + i]) {
                return false;
            }
        }
        return true;
    }

    /** The page for the next byte; the first begins small and doubles. */
    private byte[] pageToFill() {
        int page = size >>> BITS;
        if (page == used) {
            if (page == pages.length) {
                pages = Arrays.copyOf(pages, used * 2);
            }
            int length = page == 0 ? FIRST : PAGE;
            pages[page] = new byte[length];
            bytes += length;
            used++;
        }
        byte[] filling = page(page);
        if ((size & MASK) == filling.length) {
            bytes += filling.length;
            filling = Arrays.copyOf(filling, filling.length * 2);
            pages[page] = filling;
        }
        return filling;
    }

    private byte[] page(int page) {
        byte[] bytes = pages[page];
        if (bytes == null) {
            throw new IndexOutOfBoundsException("page " + page + " of " + used);
        }
        return bytes;
    }
}
