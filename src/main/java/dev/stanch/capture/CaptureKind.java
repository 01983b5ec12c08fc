package dev.stanch.capture;

import java.util.Locale;
import java.util.Optional;

/** What an artefact of a target is. */
public enum CaptureKind {
    /** Goroutine profile, pprof proto. */
    GOROUTINE,
    /** The runtime's own leak profile (Go 1.26 and later, where built in), pprof proto. */
    GOROUTINE_LEAK,
    /** All stacks as text ({@code goroutine?debug=2}). */
    GOROUTINE_DUMP,
    /** Heap profile, pprof proto. */
    HEAP,
    /** Heap profile as text with the runtime's memory statistics ({@code heap?debug=1}). */
    HEAP_TEXT,
    /** Heap profile whose default value is what was ever allocated, pprof proto. */
    ALLOCS,
    /** CPU profile, pprof proto. */
    CPU,
    /** Answer of the symbol endpoint: {@code 0xADDRESS name} lines. */
    SYMBOLS,
    /** The index page of the debug endpoints: goroutine and heap counts, cheap. */
    COUNTS,
    /** Prometheus text or OpenMetrics. */
    METRICS,
    /** Numbers of {@code /debug/vars}: the memory statistics and the numeric variables. */
    EXPVAR,
    /** A JSON endpoint with runtime numbers of the program's own making. */
    RUNTIME_JSON,
    /** What {@code /proc} and the control groups say of a local process, as our JSON. */
    PROCESS,
    /** A source file of the target; its name is the capture's origin. */
    SOURCE,
    /** Something else that was handed in. */
    OTHER;

    /** The name in recordings and messages, such as {@code goroutine-dump}. */
    public String id() {
        return this == GOROUTINE_LEAK
                ? "goroutineleak"
                : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<CaptureKind> ofId(String id) {
        for (CaptureKind kind : values()) {
            if (kind.id().equals(id)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Whether the artefact is a pprof proto, which is gzipped by whoever makes it. */
    public boolean isProto() {
        return switch (this) {
            case GOROUTINE, GOROUTINE_LEAK, HEAP, ALLOCS, CPU -> true;
            case GOROUTINE_DUMP,
                    HEAP_TEXT,
                    SYMBOLS,
                    COUNTS,
                    METRICS,
                    EXPVAR,
                    RUNTIME_JSON,
                    PROCESS,
                    SOURCE,
                    OTHER ->
                    false;
        };
    }
}
