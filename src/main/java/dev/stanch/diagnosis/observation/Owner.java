package dev.stanch.diagnosis.observation;

/** Whose code a frame is. The site of a leak is looked for in the user's own code first. */
public enum Owner {
    /** The Go runtime, cgo's stubs and wrappers that the compiler made. */
    RUNTIME,
    /** The standard library. */
    STANDARD,
    /** A module that the main module depends on. */
    DEPENDENCY,
    /** The user's own code: the main module, and modules replaced by local folders. */
    MAIN;

    /** Neither runtime nor standard library. */
    public boolean user() {
        return this == MAIN || this == DEPENDENCY;
    }
}
