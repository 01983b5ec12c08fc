package dev.stanch.heap;

/**
 * What keeps memory.
 *
 * @param name of a global variable; its address in the program when the program is stripped
 * @param objects that would go with it
 * @param bytes that would be freed if only this let go
 */
public record Holder(String name, long objects, long bytes) {}
