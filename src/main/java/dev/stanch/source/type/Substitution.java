package dev.stanch.source.type;

import java.util.ArrayList;
import java.util.List;

/** Puts types in the place of type parameters; what holds none of them stays the same object. */
@SuppressWarnings("ReferenceEquality") // the same object tells that nothing changed
final class Substitution {
    private final List<TypeParameter> from;
    private final List<Type> to;

    Substitution(List<TypeParameter> from, List<Type> to) {
        this.from = from;
        this.to = to;
    }

    Type apply(Type type) {
        return switch (type) {
            case Basic basic -> basic;
            case TypeParameter parameter -> {
                int at = from.indexOf(parameter);
                yield at < 0 || at >= to.size() ? parameter : to.get(at);
            }
            case Named named -> {
                List<Type> arguments = all(named.arguments());
                yield arguments == named.arguments() ? named : named.instance(arguments);
            }
            case Type.Pointer p -> {
                Type element = apply(p.element());
                yield element == p.element() ? p : new Type.Pointer(element);
            }
            case Type.Slice s -> {
                Type element = apply(s.element());
                yield element == s.element() ? s : new Type.Slice(element);
            }
            case Type.Array a -> {
                Type element = apply(a.element());
                yield element == a.element() ? a : new Type.Array(element, a.length());
            }
            case Type.MapType m -> {
                Type key = apply(m.key());
                Type element = apply(m.element());
                yield key == m.key() && element == m.element() ? m : new Type.MapType(key, element);
            }
            case Type.Chan c -> {
                Type element = apply(c.element());
                yield element == c.element() ? c : new Type.Chan(c.direction(), element);
            }
            case Type.Tuple tuple -> new Type.Tuple(variables(tuple.variables()));
            case Type.Signature signature -> signature(signature);
            case Type.Union union -> union(union);
            case StructType struct -> {
                List<Variable> fields = variables(struct.fields());
                yield fields == struct.fields() ? struct : new StructType(fields, struct.tags());
            }
            case InterfaceType type2 -> interfaceType(type2);
        };
    }

    Type.Signature signature(Type.Signature s) {
        List<Variable> parameters = variables(s.parameters());
        List<Variable> results = variables(s.results());
        return parameters == s.parameters() && results == s.results()
                ? s
                : new Type.Signature(
                        s.typeParameters(), parameters, results, s.variadic(), s.receiver());
    }

    private Type union(Type.Union union) {
        var terms = new ArrayList<Type.Term>();
        for (Type.Term term : union.terms()) {
            terms.add(new Type.Term(term.tilde(), apply(term.type())));
        }
        return new Type.Union(List.copyOf(terms));
    }

    private Type interfaceType(InterfaceType type) {
        boolean changed = false;
        var methods = new ArrayList<Function>();
        for (Function method : type.methods()) {
            Type old = method.type();
            if (old instanceof Type.Signature signature) {
                Type.Signature fresh = signature(signature);
                changed |= fresh != signature;
                methods.add(fresh == signature ? method : method.with(fresh));
            } else {
                methods.add(method);
            }
        }
        List<Type> embedded = all(type.embedded());
        changed |= embedded != type.embedded();
        return changed
                ? new InterfaceType(List.copyOf(methods), embedded, type.isImplicit())
                : type;
    }

    List<Type> all(List<Type> types) {
        List<Type> out = null;
        for (int i = 0; i < types.size(); i++) {
            Type fresh = apply(types.get(i));
            if (out == null && fresh != types.get(i)) {
                out = new ArrayList<>(types);
            }
            if (out != null) {
                out.set(i, fresh);
            }
        }
        return out == null ? types : List.copyOf(out);
    }

    private List<Variable> variables(List<Variable> variables) {
        List<Variable> out = null;
        for (int i = 0; i < variables.size(); i++) {
            Variable old = variables.get(i);
            Type fresh = apply(old.type());
            if (out == null && fresh != old.type()) {
                out = new ArrayList<>(variables);
            }
            if (out != null && fresh != old.type()) {
                out.set(i, old.with(fresh));
            }
        }
        return out == null ? variables : List.copyOf(out);
    }
}
