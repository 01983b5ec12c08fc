package dev.stanch.source.type;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A type parameter of a declaration; compared by identity. */
public final class TypeParameter implements Type {
    private final String name;
    private Type bound = Basic.UNKNOWN;

    TypeParameter(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    void bound(Type type) {
        bound = type;
    }

    public Type bound() {
        return bound;
    }

    /** The constraint as an interface. */
    public InterfaceType constraint() {
        return bound.underlying() instanceof InterfaceType type
                ? type
                : new InterfaceType(
                        List.of(), bound.isUnknown() ? List.of() : List.of(bound), true);
    }

    @Override
    public Type underlying() {
        return constraint();
    }

    /**
     * The one type that all types of the set have as underlying type (specification, "Core types");
     * null when there is none.
     */
    public @Nullable Type core() {
        List<Term> terms = constraint().terms();
        if (terms == null || terms.isEmpty()) {
            return null;
        }
        Type core = null;
        for (Term term : terms) {
            Type next = term.type().underlying();
            if (core == null) {
                core = next;
            } else if (core instanceof Chan a
                    && next instanceof Chan b
                    && Identity.identical(a.element(), b.element())) {
                core = a.direction() == dev.stanch.source.Expr.Direction.BOTH ? b : a;
            } else if (!Identity.identical(core, next)) {
                return null;
            }
        }
        return core;
    }

    @Override
    public String toString() {
        return name;
    }
}
