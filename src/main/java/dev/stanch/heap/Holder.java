package dev.stanch.heap;

import java.util.List;

/**
 * What keeps memory.
 *
 * @param name of a global variable; its address in the program when the program is stripped
 * @param objects that would go with it
 * @param bytes that would be freed if only this let go
 * @param through the types that make up most of it, the heaviest first; of large holders only
 */
public record Holder(String name, long objects, long bytes, List<TypeCount> through) {
    public Holder {
        through = List.copyOf(through);
    }
}
