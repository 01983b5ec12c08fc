package dev.stanch.heap.object;

import dev.stanch.heap.layout.UnknownLayoutException;
import dev.stanch.process.memory.Memory;

/**
 * The heap's map from address to span, {@code mheap_.arenas} in {@code runtime/mheap.go}: confirms
 * that the list of spans is the heap's, and tells which spans hold their mark bits themselves.
 */
final class Arenas {
    /** Lowest address that amd64 can have, {@code arenaBaseOffset}. */
    private static final long BASE = 0xFFFF_8000_0000_0000L;

    private static final int ARENA = 26;
    private static final int PAGE = 13;
    private static final int PAGES = 1 << (ARENA - PAGE);
    private static final int SEARCHED = 64;

    /** Behind the spans and three bitmaps of a bit for each page; since Go 1.25. */
    private static final long INLINE_MARKS = PAGES * 8L + 3L * PAGES / 8;

    private final Memory memory;
    private final long table;

    /**
     * @param allspans where the list of spans is
     * @param start of a span
     * @param record of the same span
     */
    Arenas(Memory memory, long allspans, long start, long record) throws UnknownLayoutException {
        this.memory = memory;
        for (int i = 3; i < SEARCHED; i++) {
            long candidate = memory.u64(allspans + 8L * i);
            if (candidate > 4096 && (candidate & 7) == 0 && isSpan(candidate, start, record)) {
                table = candidate;
                return;
            }
        }
        throw new UnknownLayoutException("the heap's map of arenas was not found beside its spans");
    }

    private boolean isSpan(long candidate, long start, long record) {
        long slot = candidate + 8 * ((start - BASE) >>> ARENA);
        if (!memory.has(slot)) {
            return false;
        }
        long arena = memory.u64(slot);
        long entry = arena + 8 * (start >>> PAGE & PAGES - 1);
        return arena > 4096 && (arena & 7) == 0 && memory.has(entry) && memory.u64(entry) == record;
    }

    /** Whether the map knows the span at this place. */
    boolean knows(long start, long record) {
        return isSpan(table, start, record);
    }

    /** Whether the span ends with its mark bits. */
    boolean inlineMarks(long start) {
        long arena = memory.u64(table + 8 * ((start - BASE) >>> ARENA));
        long page = start >>> PAGE & PAGES - 1;
        return (memory.u8(arena + INLINE_MARKS + page / 8) >> (page & 7) & 1) != 0;
    }
}
