package dev.stanch.scan;

/**
 * One place where a value is put into something that keeps it.
 *
 * @param container {@code main.cache}, {@code (*Hub).subscribers}, or a local name
 */
public record Store(StoreKind kind, String container, String file, int line, String text) {}
