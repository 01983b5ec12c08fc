package dev.stanch.diagnosis.rule;

import dev.stanch.leak.Cause;
import java.util.Optional;

/** Explains leaks by one cause. */
public interface Rule {
    Cause cause();

    /** The explanation; empty when the leak is not of this cause. */
    Optional<Conclusion> explain(Leak leak, Knowledge knowledge);
}
