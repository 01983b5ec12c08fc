package dev.stanch.source.type;

import org.jspecify.annotations.Nullable;

/** A package's path, name and declared names. */
public final class GoPackage {
    private final String path;
    private final String name;
    final Scope scope;

    GoPackage(String path, String name, Scope scope) {
        this.path = path;
        this.name = name;
        this.scope = scope;
    }

    public String path() {
        return path;
    }

    public String name() {
        return name;
    }

    /** What the package declares under a name; null when it does not. */
    public @Nullable Symbol find(String symbol) {
        return scope.own(symbol);
    }

    @Override
    public String toString() {
        return path;
    }
}
