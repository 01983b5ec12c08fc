package dev.stanch.scan;

/** How entries leave a collection. */
public enum RemovalKind {
    DELETE,
    CLEAR,
    RESLICE,
    REASSIGN,
    LIST_REMOVE,
    SYNC_MAP_DELETE,
    POP
}
