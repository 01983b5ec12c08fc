package dev.stanch.source.type;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of a block and of those around it. */
final class Scope {
    private final @Nullable Scope outer;
    private final Map<String, Symbol> names = new HashMap<>(4);
    private @Nullable Runnable pending;

    Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    /** Names that are put in when the scope is first looked into. */
    void later(Runnable fill) {
        pending = fill;
    }

    private void fill() {
        Runnable work = pending;
        if (work != null) {
            pending = null;
            work.run();
        }
    }

    @Nullable Scope outer() {
        return outer;
    }

    void put(Symbol symbol) {
        if (!symbol.name().equals("_")) {
            names.put(symbol.name(), symbol);
        }
    }

    void putAs(String name, Symbol symbol) {
        names.put(name, symbol);
    }

    @Nullable Symbol own(String name) {
        fill();
        return names.get(name);
    }

    Iterable<Symbol> all() {
        return names.values();
    }

    @Nullable Symbol find(String name) {
        for (Scope at = this; at != null; at = at.outer) {
            at.fill();
            Symbol found = at.names.get(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
