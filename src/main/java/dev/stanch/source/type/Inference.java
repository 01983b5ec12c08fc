package dev.stanch.source.type;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Type inference (specification, "Type inference"): type arguments from arguments of a call, from
 * the type assigned to, and from constraints. The parameters are renamed first, so that a generic
 * function may call itself.
 */
@SuppressWarnings("ReferenceEquality") // the same object tells that nothing changed
final class Inference {
    private static final int MAX_ROUNDS = 20;

    private final List<TypeParameter> fresh = new ArrayList<>();
    private final Substitution renaming;
    private final Unifier unifier;
    private final @Nullable Basic[] untyped;

    /**
     * @param given the type arguments that are written, at most as many as there are parameters
     */
    Inference(List<TypeParameter> parameters, List<Type> given) {
        var types = new ArrayList<Type>();
        for (TypeParameter parameter : parameters) {
            var copy = new TypeParameter(parameter.name());
            fresh.add(copy);
            types.add(copy);
        }
        renaming = new Substitution(parameters, types);
        for (int i = 0; i < fresh.size(); i++) {
            fresh.get(i).bound(renaming.apply(parameters.get(i).bound()));
        }
        unifier = new Unifier(fresh);
        untyped = new Basic[fresh.size()];
        for (int i = 0; i < Math.min(given.size(), fresh.size()); i++) {
            unifier.set(i, given.get(i));
        }
    }

    /** An argument's type beside its parameter's. */
    void argument(Type parameter, Type argument) {
        Type renamed = renaming.apply(parameter);
        if (argument instanceof Basic basic && basic.isUntyped()) {
            int at = renamed instanceof TypeParameter one ? fresh.indexOf(one) : -1;
            Basic known = at < 0 ? null : untyped[at];
            if (at >= 0
                    && basic != Basic.UNTYPED_NIL
                    && (known == null || known.compareTo(basic) < 0)) {
                untyped[at] = basic;
            }
            return;
        }
        unifier.unify(renamed, argument, false);
    }

    /** The type arguments; null when not all can be told. */
    @Nullable List<Type> solve() {
        for (int i = 0; i < fresh.size(); i++) {
            Basic kind = untyped[i];
            if (unifier.found(i) == null && kind != null) {
                unifier.set(i, Kinds.defaultOf(kind));
            }
        }
        constraints();
        List<Type> types = new ArrayList<>();
        for (int i = 0; i < fresh.size(); i++) {
            Type type = unifier.found(i);
            types.add(type == null ? fresh.get(i) : type);
        }
        var last = List.copyOf(types);
        for (int round = 0; round < fresh.size(); round++) {
            last = new Substitution(fresh, last).all(last);
        }
        for (Type type : last) {
            if (mentions(type)) {
                return null;
            }
        }
        return last;
    }

    /** What is known so far of a parameter's type; type parameters that are not are left in it. */
    Type soFar(Type parameter) {
        var types = new ArrayList<Type>();
        for (int i = 0; i < fresh.size(); i++) {
            Type type = unifier.found(i);
            types.add(type == null ? fresh.get(i) : type);
        }
        return new Substitution(fresh, types).apply(renaming.apply(parameter));
    }

    private boolean mentions(Type type) {
        var gone = new ArrayList<Type>();
        fresh.forEach(parameter -> gone.add(Basic.UNKNOWN));
        return new Substitution(fresh, gone).apply(type) != type;
    }

    private void constraints() {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            boolean changed = false;
            for (int i = 0; i < fresh.size(); i++) {
                TypeParameter parameter = fresh.get(i);
                Type known = unifier.found(i);
                InterfaceType constraint = parameter.constraint();
                List<Type.Term> terms = constraint.terms();
                if (terms != null && !terms.isEmpty()) {
                    Type core = parameter.core();
                    boolean tilde = terms.stream().anyMatch(Type.Term::tilde);
                    if (core != null && known != null) {
                        Type one = tilde || terms.size() > 1 ? core : terms.getFirst().type();
                        Type beside =
                                tilde && !(known instanceof TypeParameter)
                                        ? known.underlying()
                                        : known;
                        unifier.unify(beside, one, false);
                    } else if (core != null && terms.size() == 1) {
                        unifier.set(i, terms.getFirst().type());
                        changed |= !tilde || terms.getFirst().type() == core;
                        changed = true;
                    }
                }
                if (known != null) {
                    for (Function method : constraint.allMethods().values()) {
                        Selection own = Lookup.find(known, method.name(), method.home());
                        if (own != null && own.symbol() instanceof Function) {
                            unifier.unify(method.type(), own.symbol().type(), true);
                        }
                    }
                }
            }
            if (!changed && round > 1) {
                return;
            }
        }
    }

    static Type.Signature instantiate(Type.Signature generic, List<Type> types) {
        Type.Signature applied =
                new Substitution(generic.typeParameters(), types).signature(generic);
        return new Type.Signature(
                List.of(),
                applied.parameters(),
                applied.results(),
                applied.variadic(),
                applied.receiver());
    }
}
