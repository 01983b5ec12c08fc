package dev.stanch.trace.wire;

/** One call of a stack, the innermost first in a list of them. */
public record Frame(long pc, String function, String file, long line) {}
