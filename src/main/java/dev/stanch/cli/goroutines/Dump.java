package dev.stanch.cli.goroutines;

import dev.stanch.goroutine.crash.Crash;
import dev.stanch.goroutine.group.Group;
import dev.stanch.goroutine.group.IdTable;
import dev.stanch.goroutine.group.LockWaits;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dump that was read.
 *
 * @param at when it was taken, as far as that is known
 * @param goroutines all of it, also those that the filter left out
 * @param groups by number, of those that the filter let through
 * @param ids goroutine to group; empty for a profile, which has no ids
 */
record Dump(
        String name,
        Instant at,
        long goroutines,
        List<Group> groups,
        IdTable ids,
        LockWaits waits,
        boolean truncated,
        @Nullable Crash crash,
        List<String> problems) {
    Dump {
        groups = List.copyOf(groups);
        problems = List.copyOf(problems);
    }

    long shown() {
        return groups.stream().mapToLong(Group::count).sum();
    }

    /** Whether its goroutines can be told from others: a profile only counts them. */
    boolean hasIds() {
        return ids.size() > 0;
    }
}
