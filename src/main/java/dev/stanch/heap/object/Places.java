package dev.stanch.heap.object;

import dev.stanch.heap.layout.Types;
import dev.stanch.process.memory.Memory;
import org.jspecify.annotations.Nullable;

/** Where in one object the pointer to another is, as Go would write it. */
public final class Places {
    private static final long LONGEST = 1L << 26;

    private final Memory memory;
    private final Spans spans;
    private final Types types;
    private final ObjectTypes known;

    public Places(Memory memory, Spans spans, Types types, ObjectTypes known) {
        this.memory = memory;
        this.spans = spans;
        this.types = types;
        this.known = known;
    }

    /** Such as {@code .subs}, {@code [3].next} or {@code [...]}; empty inside of a map. */
    public String between(int from, int to) {
        int span = spans.spanOfSlot(from);
        long header = spans.header(span);
        long start = spans.address(span, from) + header;
        long room = Math.min(spans.elementSize(span) - header, LONGEST);
        for (long offset = 0; offset + 8 <= room; offset += 8) {
            if (spans.slotOf(memory.u64(start + offset)) == to) {
                return place(known.of(from), offset);
            }
        }
        return "";
    }

    private String place(@Nullable Known what, long offset) {
        if (what == null) {
            return ".(word " + offset / 8 + ")";
        }
        return switch (what.shape()) {
            case VALUE -> types.part(what.type(), offset);
            case ARRAY -> {
                long size = types.size(what.type());
                yield isEntries(what.type())
                        ? "[...]"
                        : "[" + offset / size + "]" + types.part(what.type(), offset % size);
            }
            case MAP_ENTRIES -> "[...]";
            case MAP, MAP_DIRECTORY, MAP_TABLE -> "";
            case CHAN -> ".(waiting or buffered)";
            case CLOSURE -> ".(captured)";
            case TEXT -> "";
        };
    }

    private boolean isEntries(long type) {
        return types.isBucket(type) || types.isGroup(type);
    }
}
