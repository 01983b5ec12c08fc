package dev.stanch.goroutine.group;

import dev.stanch.goroutine.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group with what is thought of it.
 *
 * @param site the innermost frame of user code; null for an empty stack
 * @param reason one sentence
 * @param survival how many of its goroutines were there in each dump, the oldest first; empty for a
 *     single dump
 */
public record Judged(
        Group group, @Nullable Frame site, Standing standing, String reason, List<Long> survival) {
    public Judged {
        survival = List.copyOf(survival);
    }
}
