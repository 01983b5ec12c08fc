package dev.stanch.goroutine.group;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Goroutine ids in the order in which they were added; eight bytes each. */
public final class Ids {
    private long[] ids = new long[4];
    private int size;

    void add(long id) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
        }
        ids[size++] = id;
    }

    public int size() {
        return size;
    }

    public LongStream stream() {
        return Arrays.stream(ids, 0, size);
    }
}
