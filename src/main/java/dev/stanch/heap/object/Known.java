package dev.stanch.heap.object;

/**
 * What an object is.
 *
 * @param type the address of a type descriptor; 0 where the shape says all
 */
public record Known(Shape shape, long type) {
    /** How the type and the object's memory belong together. */
    public enum Shape {
        /** One value of the type. */
        VALUE,
        /** Values of the type, side by side. */
        ARRAY,
        /** The bytes of a string. */
        TEXT,
        /** What a value of the map type points to. */
        MAP,
        /** Of a map of that type: pointers to its tables. */
        MAP_DIRECTORY,
        /** One table of a map of that type. */
        MAP_TABLE,
        /** The entries of a map of that type. */
        MAP_ENTRIES,
        /** What a value of the channel type points to. */
        CHAN,
        /** A function and what it captured. */
        CLOSURE
    }
}
