package dev.stanch.scan;

/**
 * A step that makes a smaller view of the same memory.
 *
 * @param how {@code slice expression}, {@code strings.TrimSpace}, …
 */
public record Reslice(String how, String file, int line, String text) {}
