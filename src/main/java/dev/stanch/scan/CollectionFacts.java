package dev.stanch.scan;

import java.util.List;

/**
 * Everything that the package does to one collection.
 *
 * @param guards length checks that stand before an insert
 * @param known whether the collection's declaration was found
 */
public record CollectionFacts(
        String name,
        String type,
        List<CodeLine> inserts,
        List<Removal> removals,
        List<CodeLine> guards,
        boolean known) {
    public CollectionFacts {
        inserts = List.copyOf(inserts);
        removals = List.copyOf(removals);
        guards = List.copyOf(guards);
    }

    /** Whether the code can shrink it or refuses to grow it. */
    public boolean bounded() {
        return !guards.isEmpty() || removals.stream().anyMatch(Removal::reachable);
    }
}
