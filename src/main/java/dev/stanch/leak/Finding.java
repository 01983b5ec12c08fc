package dev.stanch.leak;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One leak: cause, place, evidence, confidence and fix. The goroutine and the memory it holds are
 * one finding. A null number is an unknown one.
 *
 * @param site where the goroutine waits or runs, or where what stays is allocated
 * @param origin the {@code go} statement, or where the object is put into what keeps it
 * @param holder what retains it, such as {@code main.hub.subscribers}
 * @param waitReason Go's wait reason, such as {@code chan send}
 * @param waitMinSeconds lower bound of how long the longest waiter has waited
 * @param count goroutines or objects that leaked so far
 * @param bytes heap (or native) bytes that leaked so far
 * @param secondsToLimit until the memory limit is reached at this pace
 * @param plot the growth, for pictures; null where there is no series
 */
public record Finding(
        Cause cause,
        Confidence confidence,
        Site site,
        @Nullable Site origin,
        @Nullable String holder,
        @Nullable String waitReason,
        @Nullable Double waitMinSeconds,
        @Nullable Long count,
        @Nullable Double ratePerSecond,
        @Nullable Long bytes,
        @Nullable Double bytesPerSecond,
        @Nullable Double secondsToLimit,
        List<Evidence> evidence,
        String why,
        Fix fix,
        @Nullable Plot plot) {
    public Finding {
        evidence = List.copyOf(evidence);
    }
}
