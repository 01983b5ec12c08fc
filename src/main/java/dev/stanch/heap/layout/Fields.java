package dev.stanch.heap.layout;

import java.util.Map;

/** Where the fields of one of the runtime's structures are. */
public final class Fields {
    private final String type;
    private final Map<String, Long> offsets;

    Fields(String type, Map<String, Map<String, Long>> structs) {
        this.type = type;
        offsets = structs.getOrDefault(type, Map.of());
    }

    public boolean has(String field) {
        return offsets.containsKey(field);
    }

    /** Offset in bytes from the structure's start. */
    public long at(String field) throws UnknownLayoutException {
        Long offset = offsets.get(field);
        if (offset == null) {
            throw new UnknownLayoutException(type + " has no field " + field);
        }
        return offset;
    }
}
