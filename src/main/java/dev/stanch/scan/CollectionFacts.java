package dev.stanch.scan;

import java.util.List;

/**
 * Everything that the package does to one collection.
 *
 * @param guards length checks that stand before an insert
 * @param known whether the collection's declaration was found
 * @param local whether every value that holds it is made in a function that is called again and
 *     again, and does not outlive that call
 * @param owner that function, as a profile names it; empty when it is not local
 */
public record CollectionFacts(
        String name,
        String type,
        List<CodeLine> inserts,
        List<Removal> removals,
        List<CodeLine> guards,
        boolean known,
        boolean local,
        String owner) {
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
