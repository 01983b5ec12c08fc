package dev.stanch.scan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers that were given before; the oldest go when there are many. */
final class Answers<Q, A> {
    private static final int MOST = 1024;
    private final Map<Q, Optional<A>> given = new LinkedHashMap<>();

    synchronized Optional<A> of(Q question, Supplier<Optional<A>> find) {
        Optional<A> known = given.get(question);
        if (known != null) {
            return known;
        }
        Optional<A> found = find.get();
        if (given.size() >= MOST) {
            given.remove(given.keySet().iterator().next());
        }
        given.put(question, found);
        return found;
    }
}
