package dev.stanch.capture.metric;

/**
 * A number that metrics-like captures hold, in one unit whatever its source: bytes, seconds,
 * counts.
 */
public enum Metric {
    GOROUTINES,
    GOROUTINES_CREATED,
    THREADS,
    /** Bytes of heap objects, dead ones that are not swept yet included. */
    HEAP_ALLOC,
    /** Bytes that the last collection found live. */
    HEAP_LIVE,
    HEAP_SYS,
    HEAP_INUSE,
    HEAP_RELEASED,
    /** Heap size at which the next collection is due. */
    HEAP_GOAL,
    HEAP_OBJECTS,
    /** All memory that the Go runtime mapped. */
    GO_TOTAL,
    STACK_SYS,
    ALLOC_TOTAL_BYTES,
    MALLOCS,
    FREES,
    GC_COUNT,
    GC_PAUSE_SECONDS_TOTAL,
    GC_CPU_FRACTION,
    GC_CPU_SECONDS,
    CPU_SECONDS,
    /** Percent; -1 when off. */
    GOGC,
    /** Bytes; absent when there is no limit. */
    GOMEMLIMIT,
    RSS,
    PSS,
    /** Resident anonymous memory. */
    ANON,
    /** Resident anonymous memory outside the mappings of the Go heap. */
    NATIVE_ANON,
    /** Size of the C heap that grows by brk. */
    BRK_HEAP,
    SWAP,
    OPEN_FDS,
    /** Seconds since the epoch. */
    PROCESS_START,
    /** The tightest memory limit of the control groups, bytes. */
    CGROUP_LIMIT,
    /** Usage of the group with that limit, bytes. */
    CGROUP_USAGE,
    OOM_KILLS,
    HEAP_PROFILE_RECORDS
}
