package dev.stanch.heap.object;

import dev.stanch.heap.layout.Types;
import dev.stanch.heap.object.Known.Shape;
import dev.stanch.process.memory.Memory;

/**
 * The objects of one map: since Go 1.24 a header, a directory, tables and groups of entries ({@code
 * internal/runtime/maps}); before, a header and buckets ({@code runtime/map.go}).
 */
final class Maps {
    private static final long DIRECTORY = 16;
    private static final long DIRECTORY_LENGTH = 24;
    private static final long GROUPS = 16;
    private static final long BUCKETS = 16;
    private static final long OLD_BUCKETS = 24;

    private final Memory memory;
    private final Types types;
    private final Sink sink;

    /** Takes what is known of an object. */
    interface Sink {
        void accept(long pointer, Shape shape, long type);
    }

    Maps(Memory memory, Types types, Sink sink) {
        this.memory = memory;
        this.types = types;
        this.sink = sink;
    }

    void header(long type, long at) {
        if (!types.hasGroups(type)) {
            sink.accept(memory.u64(at + BUCKETS), Shape.MAP_ENTRIES, type);
            sink.accept(memory.u64(at + OLD_BUCKETS), Shape.MAP_ENTRIES, type);
            return;
        }
        boolean small = memory.u64(at + DIRECTORY_LENGTH) == 0;
        sink.accept(
                memory.u64(at + DIRECTORY), small ? Shape.MAP_ENTRIES : Shape.MAP_DIRECTORY, type);
    }

    void directory(long type, long from, long end) {
        for (long at = from; at + 8 <= end; at += 8) {
            sink.accept(memory.u64(at), Shape.MAP_TABLE, type);
        }
    }

    void table(long type, long at) {
        sink.accept(memory.u64(at + GROUPS), Shape.MAP_ENTRIES, type);
    }
}
