package dev.stanch.trace.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Values by a number, by open addressing with linear probing: traces look goroutines up twenty
 * million times. Removal moves followers back, so that there are no graves.
 */
public final class LongTable<V> {
    private long[] keys = new long[16];
    private @Nullable Object[] values = new @Nullable Object[16];
    private int size;

    public int size() {
        return size;
    }

    @SuppressWarnings("unchecked") // only put writes values
    public @Nullable V get(long key) {
        int at = slot(key);
        return (V) values[at];
    }

    public void put(long key, V value) {
        int at = slot(key);
        if (values[at] == null) {
            size++;
        }
        keys[at] = key;
        values[at] = value;
        if (size > keys.length / 2) {
            grow();
        }
    }

    public void remove(long key) {
        int hole = slot(key);
        if (values[hole] == null) {
            return;
        }
        size--;
        values[hole] = null;
        int mask = keys.length - 1;
        for (int next = (hole + 1) & mask; values[next] != null; next = (next + 1) & mask) {
            int home = home(keys[next]);
            if (((next - home) & mask) >= ((next - hole) & mask)) {
                keys[hole] = keys[next];
                values[hole] = values[next];
                values[next] = null;
                hole = next;
            }
        }
    }

    /** Every value, in no order. */
    @SuppressWarnings("unchecked") // only put writes values
    public void forEach(BiConsumer<Long, ? super V> action) {
        for (int i = 0; i < keys.length; i++) {
            if (values[i] != null) {
                action.accept(keys[i], (V) values[i]);
            }
        }
    }

    /** All values by rising keys. */
    public List<V> inOrder() {
        long[] sorted = new long[size];
        int count = 0;
        for (int i = 0; i < keys.length; i++) {
            if (values[i] != null) {
                sorted[count++] = keys[i];
            }
        }
        Arrays.sort(sorted);
        List<V> all = new ArrayList<>(size);
        for (long key : sorted) {
            V value = get(key);
            if (value != null) {
                all.add(value);
            }
        }
        return all;
    }

    private int home(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & (keys.length - 1);
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int at = home(key);
        while (values[at] != null && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new @Nullable Object[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != null) {
                int at = slot(oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }
}
