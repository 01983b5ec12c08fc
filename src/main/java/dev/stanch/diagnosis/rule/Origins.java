package dev.stanch.diagnosis.rule;

import dev.stanch.diagnosis.observation.Owner;
import dev.stanch.diagnosis.rule.Candidate.Goroutines;
import dev.stanch.leak.Site;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a leaking goroutine is started. */
final class Origins {
    private Origins() {}

    /**
     * The {@code go} statement when it is the user's own; else the user's line that handed the
     * function to the library that starts it, where the source is at hand; else the library's
     * {@code go} statement, and null when that is the standard library's.
     */
    static @Nullable Site of(Goroutines g, Knowledge knowledge) {
        Site origin = g.origin();
        Owner owner = origin == null ? Owner.STANDARD : knowledge.owner(origin);
        if (owner == Owner.MAIN) {
            return origin;
        }
        return handedOver(g, knowledge).orElse(owner.user() ? origin : null);
    }

    /** Asks at the user's outermost frame: the function that the library was given. */
    private static Optional<Site> handedOver(Goroutines g, Knowledge knowledge) {
        return g.group().userFrames().reversed().stream()
                .filter(frame -> knowledge.owner(frame) == Owner.MAIN)
                .findFirst()
                .flatMap(frame -> knowledge.code().closureStart(frame.file(), frame.line()))
                .map(line -> new Site(line.function(), line.file(), line.line()));
    }
}
