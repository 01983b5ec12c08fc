package dev.stanch.trace.order;

import dev.stanch.io.FormatException;
import dev.stanch.trace.wire.Batch;
import dev.stanch.trace.wire.Generation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The waiting event of each thread, the earliest first: a binary heap that breaks ties as Go's
 * batchcursor.go does, so that the order of events is Go's.
 */
public final class Frontier {
    private final List<Cursor> heap = new ArrayList<>();
    private final Generation generation;

    public Frontier(String input, Generation generation) throws FormatException {
        this.generation = generation;
        for (Map.Entry<Long, List<Batch>> thread : generation.batches().entrySet()) {
            Cursor cursor = new Cursor(input, generation, thread.getKey(), thread.getValue());
            if (cursor.next()) {
                heap.add(cursor);
                siftUp(heap.size() - 1);
            }
        }
    }

    public boolean isEmpty() {
        return heap.isEmpty();
    }

    /** When the earliest waiting event happened. */
    public long time() {
        return heap.getFirst().time();
    }

    /**
     * Lets the earliest event happen that can.
     *
     * @return false when none can: the trace is broken
     */
    public boolean advance(Ordering ordering) throws FormatException {
        if (advance(ordering, 0)) {
            return true;
        }
        // Rare: clocks disagree. A sorted heap is a heap.
        heap.sort(Comparator.comparingLong(Cursor::time));
        for (int i = 1; i < heap.size(); i++) {
            if (advance(ordering, i)) {
                return true;
            }
        }
        return false;
    }

    /** Where the earliest waiting event is, for messages. */
    public long offset() {
        return heap.getFirst().offset();
    }

    private boolean advance(Ordering ordering, int at) throws FormatException {
        Cursor cursor = heap.get(at);
        if (!ordering.advance(cursor.event, generation, cursor.thread, cursor.offset())) {
            return false;
        }
        if (cursor.next()) {
            if (siftUp(at) == at) {
                siftDown(at);
            }
        } else {
            remove(at);
        }
        return true;
    }

    private void remove(int at) {
        int i = at;
        while (i > 0) {
            swap((i - 1) / 2, i);
            i = (i - 1) / 2;
        }
        swap(0, heap.size() - 1);
        heap.removeLast();
        siftDown(0);
    }

    private int siftUp(int at) {
        int i = at;
        while (i > 0 && heap.get((i - 1) / 2).time() > heap.get(i).time()) {
            swap((i - 1) / 2, i);
            i = (i - 1) / 2;
        }
        return i;
    }

    private void siftDown(int at) {
        int i = at;
        while (true) {
            int least = i;
            for (int child = 2 * i + 1; child <= 2 * i + 2 && child < heap.size(); child++) {
                if (heap.get(child).time() < heap.get(least).time()) {
                    least = child;
                }
            }
            if (least == i) {
                return;
            }
            swap(i, least);
            i = least;
        }
    }

    private void swap(int a, int b) {
        Cursor kept = heap.get(a);
        heap.set(a, heap.get(b));
        heap.set(b, kept);
    }
}
