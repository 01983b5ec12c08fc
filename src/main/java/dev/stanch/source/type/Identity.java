package dev.stanch.source.type;

import java.util.List;
import java.util.Map;

/** Type identity (specification, "Type identity"). */
@SuppressWarnings("ReferenceEquality") // the same object tells that nothing changed
public final class Identity {
    private static final int MAX_DEPTH = 100;

    private Identity() {}

    public static boolean identical(Type x, Type y) {
        return identical(x, y, 0);
    }

    static boolean allIdentical(List<Type> x, List<Type> y) {
        return allIdentical(x, y, 0);
    }

    private static boolean allIdentical(List<Type> x, List<Type> y, int depth) {
        if (x.size() != y.size()) {
            return false;
        }
        for (int i = 0; i < x.size(); i++) {
            if (!identical(x.get(i), y.get(i), depth)) {
                return false;
            }
        }
        return true;
    }

    private static boolean identical(Type x, Type y, int above) {
        if (x == y) {
            return true;
        }
        int depth = above + 1;
        if (depth > MAX_DEPTH) {
            return true;
        }
        return switch (x) {
            case Basic basic -> false;
            case TypeParameter parameter -> false;
            case Named a ->
                    y instanceof Named b
                            && a.origin() == b.origin()
                            && !a.arguments().isEmpty()
                            && allIdentical(a.arguments(), b.arguments(), depth);
            case Type.Pointer a ->
                    y instanceof Type.Pointer b && identical(a.element(), b.element(), depth);
            case Type.Slice a ->
                    y instanceof Type.Slice b && identical(a.element(), b.element(), depth);
            case Type.Array a ->
                    y instanceof Type.Array b
                            && (a.length() == b.length() || a.length() < 0 || b.length() < 0)
                            && identical(a.element(), b.element(), depth);
            case Type.MapType a ->
                    y instanceof Type.MapType b
                            && identical(a.key(), b.key(), depth)
                            && identical(a.element(), b.element(), depth);
            case Type.Chan a ->
                    y instanceof Type.Chan b
                            && a.direction() == b.direction()
                            && identical(a.element(), b.element(), depth);
            case Type.Tuple a ->
                    y instanceof Type.Tuple b && variables(a.variables(), b.variables(), depth);
            case Type.Signature a -> y instanceof Type.Signature b && signatures(a, b, depth);
            case Type.Union a -> y instanceof Type.Union b && unions(a, b, depth);
            case StructType a -> y instanceof StructType b && structs(a, b, depth);
            case InterfaceType a -> y instanceof InterfaceType b && interfaces(a, b, depth);
        };
    }

    private static boolean variables(List<Variable> x, List<Variable> y, int depth) {
        if (x.size() != y.size()) {
            return false;
        }
        for (int i = 0; i < x.size(); i++) {
            if (!identical(x.get(i).type(), y.get(i).type(), depth)) {
                return false;
            }
        }
        return true;
    }

    private static boolean signatures(Type.Signature a, Type.Signature written, int depth) {
        Type.Signature b = written;
        if (a.typeParameters().size() != b.typeParameters().size()
                || a.variadic() != b.variadic()) {
            return false;
        }
        if (!a.typeParameters().isEmpty()) {
            var same = new Substitution(b.typeParameters(), List.copyOf(a.typeParameters()));
            b = same.signature(b);
        }
        return variables(a.parameters(), b.parameters(), depth)
                && variables(a.results(), b.results(), depth);
    }

    private static boolean unions(Type.Union a, Type.Union b, int depth) {
        if (a.terms().size() != b.terms().size()) {
            return false;
        }
        for (int i = 0; i < a.terms().size(); i++) {
            Type.Term x = a.terms().get(i);
            Type.Term y = b.terms().get(i);
            if (x.tilde() != y.tilde() || !identical(x.type(), y.type(), depth)) {
                return false;
            }
        }
        return true;
    }

    private static boolean structs(StructType a, StructType b, int depth) {
        if (a.fields().size() != b.fields().size() || !a.tags().equals(b.tags())) {
            return false;
        }
        for (int i = 0; i < a.fields().size(); i++) {
            Variable x = a.fields().get(i);
            Variable y = b.fields().get(i);
            if (x.kind() != y.kind()
                    || !x.key().equals(y.key())
                    || !identical(x.type(), y.type(), depth)) {
                return false;
            }
        }
        return true;
    }

    private static boolean interfaces(InterfaceType a, InterfaceType b, int depth) {
        Map<String, Function> left = a.allMethods();
        Map<String, Function> right = b.allMethods();
        if (!left.keySet().equals(right.keySet())) {
            return false;
        }
        List<Type.Term> terms = a.terms();
        List<Type.Term> others = b.terms();
        if ((terms == null) != (others == null)) {
            return false;
        }
        if (terms != null
                && others != null
                && !unions(new Type.Union(terms), new Type.Union(others), depth)) {
            return false;
        }
        for (var entry : left.entrySet()) {
            Function other = right.get(entry.getKey());
            if (other == null || !identical(entry.getValue().type(), other.type(), depth)) {
                return false;
            }
        }
        return true;
    }
}
