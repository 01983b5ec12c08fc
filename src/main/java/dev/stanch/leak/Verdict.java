package dev.stanch.leak;

import java.util.Locale;

/** The answer in one word. */
public enum Verdict {
    LEAKING,
    CLEAN,
    UNSURE;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
