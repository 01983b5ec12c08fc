package dev.stanch.scan;

/** One frame of a stack as a profile tells it. */
public record Place(String function, String file, int line) {}
