package dev.stanch.heap.object;

import dev.stanch.heap.layout.Types;
import dev.stanch.process.memory.Memory;
import java.util.BitSet;
import java.util.function.LongConsumer;

/**
 * The pointers in an object: by the span's own bitmap for objects up to 512 bytes, by the type
 * before larger ones, by the span's type for those with a span of their own; {@code
 * runtime/mbitmap.go}.
 */
public final class PointerScan {
    private static final long MARKS = 128;

    private final Memory memory;
    private final Spans spans;
    private final Types types;
    private final BitSet inlineMarks;

    PointerScan(Memory memory, Spans spans, Types types, BitSet inlineMarks) {
        this.memory = memory;
        this.spans = spans;
        this.types = types;
        this.inlineMarks = inlineMarks;
    }

    /** Address of an object's type, or of that of its elements; 0 when memory does not tell. */
    public long typeOf(int span, long address) {
        long size = spans.elementSize(span);
        long type = 0;
        if (spans.largeType(span) != 0) {
            type = spans.largeType(span);
        } else if (size > Spans.SMALL && !spans.noscan(span) && !isLarge(span)) {
            type = memory.u64(address);
        }
        return type != 0 && types.isType(type) ? type : 0;
    }

    private boolean isLarge(int span) {
        return spans.endSlot(span) - spans.firstSlot(span) == 1 && spans.elementSize(span) > 32768;
    }

    /** Passes each non-zero pointer-like word of an object that its span or type marks as such. */
    public void pointers(int span, long address, LongConsumer each) {
        if (spans.noscan(span)) {
            return;
        }
        long size = spans.elementSize(span);
        if (size <= Spans.SMALL) {
            small(span, address, size, each);
            return;
        }
        long type = typeOf(span, address);
        if (type == 0) {
            return;
        }
        long step = types.size(type);
        int[] words = types.pointers(type);
        long end = address + size;
        if (step == 0) {
            return;
        }
        for (long at = address + spans.header(span); at < end; at += step) {
            for (int word : words) {
                long place = at + 8L * word;
                if (place + 8 > end) {
                    return;
                }
                pass(memory.u64(place), each);
            }
        }
    }

    /** Takes two words. */
    interface Pair {
        void accept(long first, long second);
    }

    /**
     * Passes each word of a small object that may hold a pointer, with the word before it. That is
     * how interfaces lie there; their first word is never marked as a pointer.
     */
    void pairs(int span, long address, Pair each) {
        long size = spans.elementSize(span);
        if (size > Spans.SMALL || spans.noscan(span)) {
            return;
        }
        long bits = bits(span);
        long first = (address - spans.start(span)) / 8;
        for (long word = first + 1; word < first + size / 8; word++) {
            if (isMarked(bits, word)) {
                long at = spans.start(span) + word * 8;
                each.accept(memory.u64(at - 8), memory.u64(at));
            }
        }
    }

    private long bits(int span) {
        long length = spans.length(span);
        return spans.start(span) + length - length / 64 - (inlineMarks.get(span) ? MARKS : 0);
    }

    private boolean isMarked(long bits, long word) {
        return (memory.u8(bits + word / 8) >> (word & 7) & 1) != 0;
    }

    private void small(int span, long address, long size, LongConsumer each) {
        long start = spans.start(span);
        long bits = bits(span);
        long first = (address - start) / 8;
        long end = first + size / 8;
        for (long word = first; word < end; word++) {
            if (isMarked(bits, word)) {
                pass(memory.u64(start + word * 8), each);
            }
        }
    }

    private static void pass(long pointer, LongConsumer each) {
        if (pointer != 0) {
            each.accept(pointer);
        }
    }
}
