package dev.stanch.capture;

import java.time.Duration;

/**
 * Bounds for everything that is asked of a target.
 *
 * @param connect until a connection stands
 * @param profile for one whole request of a profile or dump, body included
 * @param metrics for one whole request of anything small
 * @param probe for one request while a process's listeners are tried
 * @param profileBytes largest profile body, as sent
 * @param inflatedBytes largest profile when unpacked
 * @param dumpBytes largest goroutine dump; the runtime cuts its own at 64 MiB
 * @param metricsBytes largest metrics body
 * @param jsonBytes largest JSON body or index page
 */
public record Limits(
        Duration connect,
        Duration profile,
        Duration metrics,
        Duration probe,
        long profileBytes,
        long inflatedBytes,
        long dumpBytes,
        long metricsBytes,
        long jsonBytes) {
    private static final long MIB = 1 << 20;

    public static Limits defaults() {
        return new Limits(
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                64 * MIB,
                1024 * MIB,
                80 * MIB,
                16 * MIB,
                4 * MIB);
    }

    /** The same with another time for a whole profile request; smaller ones shrink with it. */
    public Limits withTimeout(Duration whole) {
        return new Limits(
                shorter(connect, whole),
                whole,
                shorter(metrics, whole),
                shorter(probe, whole),
                profileBytes,
                inflatedBytes,
                dumpBytes,
                metricsBytes,
                jsonBytes);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    /** Largest body of a kind. */
    public long bytes(CaptureKind kind) {
        return switch (kind) {
            case GOROUTINE, GOROUTINE_LEAK, HEAP, HEAP_TEXT, ALLOCS, CPU, OTHER -> profileBytes;
            case GOROUTINE_DUMP -> dumpBytes;
            case METRICS, SYMBOLS -> metricsBytes;
            case COUNTS, EXPVAR, RUNTIME_JSON, PROCESS, SOURCE -> jsonBytes;
        };
    }

    /** Time for a whole request of a kind. */
    public Duration timeout(CaptureKind kind) {
        return switch (kind) {
            case GOROUTINE, GOROUTINE_LEAK, GOROUTINE_DUMP, HEAP, HEAP_TEXT, ALLOCS, CPU, OTHER ->
                    profile;
            case METRICS, SYMBOLS, COUNTS, EXPVAR, RUNTIME_JSON, PROCESS, SOURCE -> metrics;
        };
    }
}
