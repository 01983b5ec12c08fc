package dev.stanch.heap;

/**
 * Reachable objects of one type.
 *
 * @param type as in source; several elements in one object count as one
 */
public record TypeCount(String type, long objects, long bytes) {}
