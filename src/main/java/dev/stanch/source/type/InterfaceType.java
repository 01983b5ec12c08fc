package dev.stanch.source.type;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An interface: its own methods, and the types and unions embedded in it. */
public final class InterfaceType implements Type {
    private final List<Function> methods;
    private final List<Type> embedded;
    private final boolean implicit;
    private @Nullable Map<String, Function> all;

    /**
     * @param implicit whether a constraint such as {@code ~int} was written without {@code
     *     interface}
     */
    InterfaceType(List<Function> methods, List<Type> embedded, boolean implicit) {
        this.methods = methods;
        this.embedded = embedded;
        this.implicit = implicit;
    }

    public List<Function> methods() {
        return methods;
    }

    public List<Type> embedded() {
        return embedded;
    }

    public boolean isImplicit() {
        return implicit;
    }

    /** Own and embedded methods by name (with the package's path before those not exported). */
    public Map<String, Function> allMethods() {
        Map<String, Function> known = all;
        if (known == null) {
            known = new LinkedHashMap<>();
            collect(known, new HashSet<>());
            all = known;
        }
        return known;
    }

    private void collect(Map<String, Function> out, Set<InterfaceType> seen) {
        if (!seen.add(this)) {
            return;
        }
        for (Function method : methods) {
            out.putIfAbsent(method.key(), method);
        }
        for (Type type : embedded) {
            if (type.underlying() instanceof InterfaceType inner) {
                inner.collect(out, seen);
            }
        }
    }

    /** The terms of the type set; null when every type is in it. */
    public @Nullable List<Term> terms() {
        return terms(new HashSet<>());
    }

    private @Nullable List<Term> terms(Set<InterfaceType> seen) {
        if (!seen.add(this)) {
            return null;
        }
        List<Term> result = null;
        for (Type type : embedded) {
            List<Term> more =
                    switch (type) {
                        case Union union -> union(union, seen);
                        default ->
                                type.underlying() instanceof InterfaceType inner
                                        ? inner.terms(seen)
                                        : List.of(new Term(false, type));
                    };
            if (more != null) {
                result = result == null ? more : intersection(result, more);
            }
        }
        seen.remove(this);
        return result;
    }

    private static @Nullable List<Term> union(Union union, Set<InterfaceType> seen) {
        var out = new ArrayList<Term>();
        for (Term term : union.terms()) {
            if (term.type().underlying() instanceof InterfaceType inner) {
                List<Term> more = inner.terms(seen);
                if (more == null) {
                    return null;
                }
                out.addAll(more);
            } else {
                out.add(term);
            }
        }
        return out;
    }

    private static List<Term> intersection(List<Term> left, List<Term> right) {
        var out = new ArrayList<Term>();
        for (Term a : left) {
            for (Term b : right) {
                Type x = a.tilde() ? a.type().underlying() : a.type();
                Type y = b.tilde() ? b.type().underlying() : b.type();
                if (Identity.identical(a.type(), b.type())) {
                    out.add(new Term(a.tilde() && b.tilde(), a.type()));
                } else if (a.tilde() && Identity.identical(x, b.type().underlying())) {
                    out.add(b);
                } else if (b.tilde() && Identity.identical(y, a.type().underlying())) {
                    out.add(a);
                }
            }
        }
        return out;
    }

    @Override
    public String toString() {
        return Spelling.of(this);
    }
}
