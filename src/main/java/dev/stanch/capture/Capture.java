package dev.stanch.capture;

import java.time.Instant;

/**
 * One artefact taken from a target at one moment.
 *
 * @param kind what it is
 * @param at wall clock when it was asked for; may jump
 * @param seconds since the start of the observation, monotonic on live targets
 * @param tookSeconds how long the target needed to give it
 * @param origin URL (without secrets), path, or for {@link CaptureKind#SOURCE} the source file's
 *     name as the binary knows it
 * @param body its bytes
 */
public record Capture(
        CaptureKind kind,
        Instant at,
        double seconds,
        double tookSeconds,
        String origin,
        Body body) {}
