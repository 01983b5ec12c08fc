package dev.stanch.scan.name;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One block's names; the search goes outward. */
final class Scope {
    final @Nullable Scope outer;
    final Map<String, Variable> names = new HashMap<>();

    Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    @Nullable Variable find(String name) {
        for (Scope at = this; at != null; at = at.outer) {
            Variable found = at.names.get(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
