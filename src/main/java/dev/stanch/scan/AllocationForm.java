package dev.stanch.scan;

/** The kind of expression that allocates. */
public enum AllocationForm {
    MAKE,
    NEW,
    COMPOSITE,
    APPEND,
    MAP_ASSIGN,
    STRING,
    CLOSURE,
    GOROUTINE,
    CALL,
    OTHER
}
