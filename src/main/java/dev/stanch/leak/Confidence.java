package dev.stanch.leak;

import java.util.Locale;

/** How sure a finding is, strongest first. Never a blended score. */
public enum Confidence {
    /**
     * The runtime's leak mark, a wait that nothing can end, unreachability, or a witness
     * interleaving.
     */
    PROVEN,
    /** Sustained growth that survived the plateau test, and a mechanism. */
    LIKELY,
    /** Less than that: worth a look, no reason to wake anybody. */
    SUSPECT;

    /** The word in every output, such as {@code proven}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
