package dev.stanch.scan;

/** What must be given back by hand. */
public enum ResourceKind {
    HTTP_BODY,
    SQL_ROWS,
    SQL_STATEMENT,
    CONNECTION,
    FILE,
    CANCEL
}
