package dev.stanch.scan;

/** Whether what a line acquires is given back. */
public enum Release {
    ALL_PATHS,
    SOME_PATHS,
    NEVER,
    TRANSFERRED
}
