package dev.stanch.leak;

/**
 * Why memory or goroutines leak: the runbook's seven causes. The {@link #id} is the word in every
 * output.
 */
public enum Cause {
    /**
     * Blocked forever on a channel, lock, WaitGroup, Cond or I/O without deadline: no counterpart.
     */
    BLOCKED_GOROUTINE("blocked-goroutine"),
    /** A loop, busy or polling, without exit condition. */
    ENDLESS_GOROUTINE("endless-goroutine"),
    /** Circular references that are kept, by a finalizer or by one outside reference. */
    REFERENCE_CYCLE("reference-cycle"),
    /** Unbounded cache, map, slice or list. */
    GROWING_COLLECTION("growing-collection"),
    /** A small slice or substring keeps a large array. */
    RETAINED_ARRAY("retained-array"),
    /**
     * C memory taken through cgo, or mapped memory, that is not freed: RSS grows, the Go heap does
     * not.
     */
    NATIVE_MEMORY("native-memory"),
    /** A timer or ticker that is never stopped. */
    UNSTOPPED_TIMER("unstopped-timer");

    private final String id;

    Cause(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }
}
