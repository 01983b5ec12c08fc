package dev.stanch.profile.codec;

import static java.util.Objects.requireNonNull;

import dev.stanch.profile.Profile;
import java.util.Map;

/**
 * What {@code /debug/pprof/heap?debug=1} tells: the profile, and the memory statistics below it.
 *
 * @param profile four sample types: alloc_objects, alloc_space, inuse_objects, inuse_space, scaled;
 *     {@link Profile#rawValue} has the numbers before scaling
 * @param memStats by the names of {@code runtime.MemStats} (bytes, counts or nanoseconds as there),
 *     and {@code MaxRSS} (bytes), {@code LastPauseNs} (the newest entry of the pause ring), {@code
 *     GCCPUFractionPpm} (parts per million)
 */
public record HeapText(Profile profile, Map<String, Long> memStats) {
    public HeapText {
        requireNonNull(profile, "profile");
        memStats = Map.copyOf(memStats);
    }
}
