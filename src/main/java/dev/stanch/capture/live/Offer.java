package dev.stanch.capture.live;

import dev.stanch.capture.CaptureKind;
import dev.stanch.capture.local.LocalProcess;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a live target gives.
 *
 * @param kinds captures that may be taken
 * @param process the process when it runs on this machine
 * @param facts such as {@code goVersion}, {@code appVersion}, {@code executable}; without secrets
 * @param incomplete what could not be found out, and why
 */
public record Offer(
        Set<CaptureKind> kinds,
        @Nullable LocalProcess process,
        Map<String, String> facts,
        List<String> incomplete) {
    public Offer {
        kinds =
                kinds.isEmpty()
                        ? Set.of()
                        : java.util.Collections.unmodifiableSet(EnumSet.copyOf(kinds));
        facts = Map.copyOf(facts);
        incomplete = List.copyOf(incomplete);
    }
}
