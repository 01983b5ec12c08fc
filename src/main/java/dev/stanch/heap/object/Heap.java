package dev.stanch.heap.object;

import dev.stanch.heap.layout.Fields;
import dev.stanch.heap.layout.Types;
import dev.stanch.heap.layout.UnknownLayoutException;
import dev.stanch.process.memory.Memory;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The heap's spans, checked against what the runtime itself counts, and what its special records
 * keep.
 *
 * @param specialRoots pointers that finalizers and cleanups keep, and weak pointers' handles
 * @param finalized objects with a finalizer: what they point to is kept, not they
 */
public record Heap(
        Spans spans, PointerScan pointers, List<Long> specialRoots, List<Long> finalized) {
    private static final int MOST_SPECIALS = 1 << 20;

    public Heap {
        specialRoots = List.copyOf(specialRoots);
        finalized = List.copyOf(finalized);
    }

    /**
     * Reads all that is not in the spans themselves.
     *
     * @param allspans where the slice of all spans is
     * @param threads how many threads there are: each may have been stopped inside an allocation
     * @throws UnknownLayoutException when a check fails
     */
    public static Heap read(
            Memory memory, long allspans, Types types, Fields span, int release, int threads)
            throws UnknownLayoutException {
        int length = (int) memory.u64(allspans + 8);
        Spans spans = new Spans(memory, memory.u64(allspans), length, span);
        // The runtime's count stands behind the list, in Go 1.22 to 1.27.
        long counted = memory.u64(allspans + 24);
        if (Math.abs(counted - spans.pagesInUse()) > 16L * threads + spans.pagesInUse() / 1000) {
            throw new UnknownLayoutException(
                    "spans in use have "
                            + spans.pagesInUse()
                            + " pages, the runtime counts "
                            + counted);
        }
        if (spans.mismatches() > threads + spans.count() / 1000) {
            throw new UnknownLayoutException(
                    spans.mismatches()
                            + " of "
                            + spans.count()
                            + " spans have another number of objects than the runtime counts");
        }
        BitSet inline = new BitSet();
        List<Long> roots = new ArrayList<>();
        List<Long> finalized = new ArrayList<>();
        Arenas arenas = null;
        long specials = span.at("specials");
        for (int i = 0; i < spans.count(); i++) {
            if (!spans.holdsObjects(i)) {
                continue;
            }
            long start = spans.start(i);
            if (arenas == null) {
                arenas = new Arenas(memory, allspans, start, spans.record(i));
            } else if (!arenas.knows(start, spans.record(i))) {
                throw new UnknownLayoutException(
                        "the heap's map does not know the span at 0x" + Long.toHexString(start));
            }
            if (release >= 25 && arenas.inlineMarks(start)) {
                inline.set(i);
            }
            specials(
                    memory,
                    memory.u64(spans.record(i) + specials),
                    release,
                    start,
                    roots,
                    finalized);
        }
        return new Heap(spans, new PointerScan(memory, spans, types, inline), roots, finalized);
    }

    private static void specials(
            Memory memory,
            long first,
            int release,
            long span,
            List<Long> roots,
            List<Long> finalized) {
        boolean wide = release >= 24;
        int finalizer = release >= 25 ? 2 : 1;
        int weak = release >= 25 ? 3 : release >= 23 ? 2 : -1;
        int cleanup = release >= 25 ? 7 : release == 24 ? 6 : -1;
        int body = wide ? 24 : 16;
        long at = first;
        for (int i = 0; at != 0 && i < MOST_SPECIALS; i++) {
            int kind = memory.u8(at + (wide ? 16 : 10));
            if (kind == finalizer) {
                roots.add(memory.u64(at + body));
                finalized.add(span + (wide ? memory.u64(at + 8) : memory.u16(at + 8)));
            } else if (kind == weak) {
                roots.add(memory.u64(at + body));
            } else if (kind == cleanup) {
                roots.add(memory.u64(at + body));
                if (release >= 26) {
                    roots.add(memory.u64(at + body + 8));
                    roots.add(memory.u64(at + body + 16));
                }
            }
            at = memory.u64(at);
        }
    }
}
