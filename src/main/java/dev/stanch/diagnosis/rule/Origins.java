package dev.stanch.diagnosis.rule;

import dev.stanch.diagnosis.observation.Owner;
import dev.stanch.diagnosis.observation.Owners;
import dev.stanch.diagnosis.rule.Candidate.Goroutines;
import dev.stanch.leak.Site;
import org.jspecify.annotations.Nullable;

/** Where a leaking goroutine is started. */
final class Origins {
    private Origins() {}

    /**
     * The {@code go} statement when it is user code; null when the standard library starts the
     * goroutine.
     */
    static @Nullable Site of(Goroutines g, Knowledge knowledge) {
        Site origin = g.origin();
        if (origin == null) {
            return null;
        }
        Owners owners = knowledge.observation().owners();
        Owner owner = owners.of(origin.function(), origin.file());
        return owner.user() ? origin : null;
    }
}
