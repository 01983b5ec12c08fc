package dev.stanch.scan;

/** What kind of thing a value is put into. */
public enum StoreKind {
    MAP,
    SLICE,
    LIST,
    SYNC_MAP,
    CHANNEL,
    FIELD,
    GLOBAL,
    CLOSURE
}
