package dev.stanch.heap.object;

import dev.stanch.heap.layout.Fields;
import dev.stanch.heap.layout.UnknownLayoutException;
import dev.stanch.process.memory.Memory;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The spans of the heap, {@code mspan} in {@code runtime/mheap.go}, by address. Every slot of a
 * span in use has a number, counted through all spans; a number without an object is free.
 */
public final class Spans {
    /** Larger objects do not have their pointers marked in the span, but a type. */
    static final long SMALL = 512;

    private static final int PAGE = 13;
    private static final int IN_USE = 1;
    private static final int MANUAL = 2;

    private final int count;
    private final long[] starts;
    private final long[] limits;
    private final int[] pages;
    private final long[] largeSizes;
    private final int[] first;
    private final boolean[] noscan;
    private final long[] largeTypes;
    private final BitSet inUse;
    private final BitSet allocated = new BitSet();
    private final long[] addresses;
    private final int slots;
    private int mismatches;
    private long pagesInUse;

    /**
     * Reads all spans.
     *
     * @param array of pointers to the spans
     */
    public Spans(Memory memory, long array, int length, Fields span) throws UnknownLayoutException {
        long start = span.at("startAddr");
        long state = span.at("state");
        long[] found = new long[length];
        int[] states = new int[length];
        long[] bases = new long[length];
        int kept = 0;
        for (int i = 0; i < length; i++) {
            long address = memory.u64(array + 8L * i);
            int now = memory.u8(address + state);
            if (now == IN_USE || now == MANUAL) {
                found[kept] = address;
                states[kept] = now;
                bases[kept++] = memory.u64(address + start);
            }
        }
        int[] order =
                IntStream.range(0, kept)
                        .boxed()
                        .sorted(Comparator.comparingLong(i -> bases[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        count = kept;
        starts = new long[kept];
        limits = new long[kept];
        pages = new int[kept];
        largeSizes = new long[kept];
        first = new int[kept + 1];
        noscan = new boolean[kept];
        largeTypes = new long[kept];
        addresses = new long[kept];
        inUse = new BitSet(kept);
        int number = 0;
        for (int i = 0; i < kept; i++) {
            long address = found[order[i]];
            addresses[i] = address;
            starts[i] = bases[order[i]];
            pages[i] = Math.toIntExact(memory.u64(address + span.at("npages")));
            limits[i] = memory.u64(address + span.at("limit"));
            first[i] = number;
            if (states[order[i]] == IN_USE) {
                inUse.set(i);
                pagesInUse += pages[i];
                long size = memory.u64(address + span.at("elemsize"));
                int elements = memory.u16(address + span.at("nelems"));
                check(i, size, elements);
                largeSizes[i] = size;
                int spanClass = memory.u8(address + span.at("spanclass"));
                noscan[i] = (spanClass & 1) != 0;
                largeTypes[i] =
                        spanClass >> 1 == 0 ? memory.u64(address + span.at("largeType")) : 0;
                allocations(memory, address, span, number, elements);
                number = Math.addExact(number, elements);
            }
        }
        first[kept] = number;
        slots = number;
    }

    private void check(int i, long size, int elements) throws UnknownLayoutException {
        boolean apart = i == 0 || starts[i - 1] + ((long) pages[i - 1] << PAGE) <= starts[i];
        boolean fits = size > 0 && elements > 0 && size * elements <= (long) pages[i] << PAGE;
        if (!apart || !fits || (starts[i] & (1 << PAGE) - 1) != 0) {
            throw new UnknownLayoutException(
                    "the span at 0x" + Long.toHexString(starts[i]) + " has no sane bounds");
        }
    }

    /** A slot is free when it is behind the free index and its bit is not set: mbitmap.go. */
    private void allocations(Memory memory, long address, Fields span, int number, int elements)
            throws UnknownLayoutException {
        int free = Math.min(memory.u16(address + span.at("freeindex")), elements);
        long bits = memory.u64(address + span.at("allocBits"));
        allocated.set(number, number + free);
        int used = free;
        for (int i = free; i < elements; i++) {
            if ((memory.u8(bits + i / 8) >> (i & 7) & 1) != 0) {
                allocated.set(number + i);
                used++;
            }
        }
        mismatches += used != memory.u16(address + span.at("allocCount")) ? 1 : 0;
    }

    /** In how many spans the runtime's own count of objects differs from what the bits tell. */
    public int mismatches() {
        return mismatches;
    }

    /** Pages of spans that hold objects, 8 KiB each. */
    public long pagesInUse() {
        return pagesInUse;
    }

    public int count() {
        return count;
    }

    /** One more than the highest number of a slot. */
    public int slots() {
        return slots;
    }

    public boolean isAllocated(int slot) {
        return allocated.get(slot);
    }

    public long start(int span) {
        return starts[span];
    }

    /** Of the whole span, in bytes. */
    public long length(int span) {
        return (long) pages[span] << PAGE;
    }

    public boolean holdsObjects(int span) {
        return inUse.get(span);
    }

    public boolean noscan(int span) {
        return noscan[span];
    }

    public long largeType(int span) {
        return largeTypes[span];
    }

    public long elementSize(int span) {
        return largeSizes[span];
    }

    public int firstSlot(int span) {
        return first[span];
    }

    public int endSlot(int span) {
        return first[span + 1];
    }

    /** Where the span's own record is. */
    public long record(int span) {
        return addresses[span];
    }

    /** The span that an address is in, stacks' included; -1 for none. */
    public int spanOf(long address) {
        int i = Arrays.binarySearch(starts, address);
        int span = i >= 0 ? i : -i - 2;
        return span >= 0 && address - starts[span] < length(span) ? span : -1;
    }

    /** The object that an address points into; -1 for none. */
    public int slotOf(long address) {
        if (count == 0 || address < starts[0] || address >= starts[count - 1] + length(count - 1)) {
            return -1;
        }
        int span = spanOf(address);
        if (span < 0 || !inUse.get(span) || address >= limits[span]) {
            return -1;
        }
        int slot = first[span] + (int) ((address - starts[span]) / largeSizes[span]);
        return slot < first[span + 1] && allocated.get(slot) ? slot : -1;
    }

    public int spanOfSlot(int slot) {
        int i = Arrays.binarySearch(first, 0, count, slot);
        if (i < 0) {
            return -i - 2;
        }
        // Stacks have no slots, so several spans may start with the same number.
        int span = i;
        while (span + 1 <= count && first[span + 1] == slot) {
            span++;
        }
        return span;
    }

    public long address(int slot) {
        return address(spanOfSlot(slot), slot);
    }

    /** The same, of a slot whose span is known. */
    public long address(int span, int slot) {
        return starts[span] + (slot - first[span]) * largeSizes[span];
    }

    /**
     * Bytes before the value: objects with pointers above 512 bytes begin with their type, unless
     * the span has it ({@code heapBitsInSpan} and {@code mallocHeaderSize} in {@code
     * runtime/mbitmap.go}).
     */
    public long header(int span) {
        boolean described = largeSizes[span] > SMALL && !noscan[span] && largeTypes[span] == 0;
        return described ? 8 : 0;
    }

    public long size(int slot) {
        return largeSizes[spanOfSlot(slot)];
    }
}
