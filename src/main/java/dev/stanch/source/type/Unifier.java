package dev.stanch.source.type;

import dev.stanch.source.Expr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds types for type parameters that make two types the same (specification, "Type unification").
 */
@SuppressWarnings("ReferenceEquality") // the same object tells that nothing changed
final class Unifier {
    private static final int MAX_DEPTH = 60;

    private final List<TypeParameter> parameters;
    private final @Nullable Type[] found;
    private int depth;

    Unifier(List<TypeParameter> parameters) {
        this.parameters = parameters;
        this.found = new Type[parameters.size()];
    }

    @Nullable Type found(int which) {
        return found[which];
    }

    void set(int which, Type type) {
        found[which] = type;
    }

    private int index(Type type) {
        return type instanceof TypeParameter parameter ? parameters.indexOf(parameter) : -1;
    }

    boolean unify(Type x, Type y, boolean exact) {
        if (x == y || x.isUnknown() || y.isUnknown()) {
            return true;
        }
        if (++depth > MAX_DEPTH) {
            depth--;
            return false;
        }
        try {
            return unified(x, y, exact);
        } finally {
            depth--;
        }
    }

    private boolean unified(Type first, Type second, boolean exact) {
        Type x = first;
        Type y = second;
        int px = index(x);
        int py = index(y);
        if (px < 0 && py >= 0) {
            Type swap = x;
            x = y;
            y = swap;
            px = py;
            py = -1;
        }
        if (px >= 0) {
            return parameter(px, py, y, exact);
        }
        if (!exact) {
            if (x instanceof Named
                    && !(y instanceof Named)
                    && !(y instanceof TypeParameter)
                    && !(y instanceof Basic)) {
                x = x.underlying();
            } else if (y instanceof Named
                    && !(x instanceof Named)
                    && !(x instanceof TypeParameter)
                    && !(x instanceof Basic)) {
                y = y.underlying();
            }
            if (!(x instanceof Named a && y instanceof Named b && a.origin() == b.origin())) {
                boolean ix = Kinds.isInterface(x);
                boolean iy = Kinds.isInterface(y);
                if (ix
                        && x.underlying() instanceof InterfaceType it
                        && !(y instanceof TypeParameter && iy)) {
                    if (!iy || it.allMethods().size() <= methodCount(y)) {
                        return methods(it, y);
                    }
                }
                if (iy && y.underlying() instanceof InterfaceType it) {
                    return methods(it, x);
                }
            }
        }
        if (!exact && y instanceof TypeParameter parameter && !(x instanceof TypeParameter)) {
            Type core = parameter.core();
            return core != null && unify(x, core, false);
        }
        return structure(x, y, exact);
    }

    private static int methodCount(Type type) {
        return type.underlying() instanceof InterfaceType it ? it.allMethods().size() : 0;
    }

    private boolean methods(InterfaceType it, Type other) {
        for (Function method : it.allMethods().values()) {
            Selection found = Lookup.find(other, method.name(), method.home());
            if (found == null
                    || !(found.symbol() instanceof Function)
                    || !unify(method.type(), found.symbol().type(), true)) {
                return false;
            }
        }
        return true;
    }

    private boolean parameter(int px, int py, Type y, boolean exact) {
        Type known = found[px];
        if (py >= 0) {
            Type other = found[py];
            if (known != null && other != null) {
                return unify(known, other, exact);
            }
            if (known == null && other == null) {
                found[px] = y;
                return true;
            }
            if (known == null) {
                found[px] = other;
            } else {
                found[py] = known;
            }
            return true;
        }
        if (known == null) {
            found[px] = y;
            return true;
        }
        if (!unify(known, y, exact)) {
            return false;
        }
        if (!exact) {
            if (y instanceof Named && !(known instanceof Named)) {
                found[px] = y;
            } else if (known instanceof Type.Chan a
                    && y instanceof Type.Chan b
                    && b.direction() != Expr.Direction.BOTH
                    && a.direction() == Expr.Direction.BOTH) {
                found[px] = y;
            }
        }
        return true;
    }

    private boolean structure(Type x, Type y, boolean exact) {
        return switch (x) {
            case Type.Pointer a ->
                    y instanceof Type.Pointer b && unify(a.element(), b.element(), true);
            case Type.Slice a -> y instanceof Type.Slice b && unify(a.element(), b.element(), true);
            case Type.Array a ->
                    y instanceof Type.Array b
                            && (a.length() == b.length() || a.length() < 0 || b.length() < 0)
                            && unify(a.element(), b.element(), true);
            case Type.MapType a ->
                    y instanceof Type.MapType b
                            && unify(a.key(), b.key(), true)
                            && unify(a.element(), b.element(), true);
            case Type.Chan a ->
                    y instanceof Type.Chan b
                            && (!exact || a.direction() == b.direction())
                            && unify(a.element(), b.element(), true);
            case Type.Signature a ->
                    y instanceof Type.Signature b
                            && a.variadic() == b.variadic()
                            && variables(a.parameters(), b.parameters())
                            && variables(a.results(), b.results());
            case StructType a -> y instanceof StructType b && variables(a.fields(), b.fields());
            case Named a -> y instanceof Named b && a.origin() == b.origin() && arguments(a, b);
            case InterfaceType a -> y instanceof InterfaceType b && interfaces(a, b);
            case Type.Tuple a ->
                    y instanceof Type.Tuple b && variables(a.variables(), b.variables());
            case TypeParameter a -> !exact && a.core() != null && unify(a.core(), y, exact);
            case Basic b ->
                    !exact
                            && y instanceof TypeParameter p
                            && p.core() != null
                            && unify(p.core(), b, exact);
            case Type.Union u -> Identity.identical(u, y);
        };
    }

    private boolean interfaces(InterfaceType a, InterfaceType b) {
        return a.allMethods().size() == b.allMethods().size() && methods(a, b);
    }

    private boolean arguments(Named a, Named b) {
        if (a.arguments().size() != b.arguments().size()) {
            return false;
        }
        for (int i = 0; i < a.arguments().size(); i++) {
            if (!unify(a.arguments().get(i), b.arguments().get(i), true)) {
                return false;
            }
        }
        return true;
    }

    private boolean variables(List<Variable> a, List<Variable> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!unify(a.get(i).type(), b.get(i).type(), true)) {
                return false;
            }
        }
        return true;
    }
}
