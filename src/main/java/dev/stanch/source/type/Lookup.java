package dev.stanch.source.type;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds fields and methods, through embedded fields too (specification, "Selectors"). */
public final class Lookup {
    private Lookup() {}

    private record Place(Type type, List<Variable> path, boolean indirect) {}

    /**
     * The field or method of a type that a name selects; null when there is none or not only one.
     */
    public static @Nullable Selection find(Type type, String name, @Nullable GoPackage from) {
        if (type instanceof Named named && named.underlying() instanceof Type.Pointer pointer) {
            // a named pointer has fields but no methods
            Selection found = search(pointer, name, from);
            return found != null && found.symbol() instanceof Function ? null : found;
        }
        return search(type, name, from);
    }

    private static @Nullable Selection search(Type start, String name, @Nullable GoPackage from) {
        boolean exported = !name.isEmpty() && Character.isUpperCase(name.codePointAt(0));
        String key = exported || from == null ? name : from.path() + "." + name;
        Type type = start;
        boolean pointer = false;
        if (type instanceof Type.Pointer p) {
            type = p.element();
            pointer = true;
            if (type.underlying() instanceof InterfaceType && !(type instanceof TypeParameter)) {
                return null;
            }
        }
        List<Place> level = List.of(new Place(type, List.of(), pointer));
        Set<Named> seen = new HashSet<>();
        while (!level.isEmpty()) {
            Selection found = null;
            int count = 0;
            var next = new ArrayList<Place>();
            for (Place place : level) {
                Type at = place.type();
                if (at instanceof Named named) {
                    if (!seen.add(named)) {
                        continue;
                    }
                    Function method = method(named, key);
                    if (method != null) {
                        found = new Selection(method, place.path(), place.indirect());
                        count++;
                        continue;
                    }
                }
                switch (at.underlying()) {
                    case StructType struct -> {
                        for (Variable field : struct.fields()) {
                            if (field.key().equals(key)) {
                                found = new Selection(field, place.path(), place.indirect());
                                count++;
                            } else if (field.kind() == Variable.Kind.EMBEDDED) {
                                next.add(below(place, field));
                            }
                        }
                    }
                    case InterfaceType it -> {
                        Function method = it.allMethods().get(key);
                        if (method != null) {
                            found = new Selection(method, place.path(), place.indirect());
                            count++;
                        } else if (at instanceof TypeParameter parameter
                                && parameter.core() instanceof StructType) {
                            count += 0;
                        }
                    }
                    default -> {}
                }
            }
            if (count > 0) {
                return count == 1 ? found : null;
            }
            level = next;
        }
        return null;
    }

    private static Place below(Place place, Variable field) {
        var path = new ArrayList<>(place.path());
        path.add(field);
        Type type = field.type();
        return type instanceof Type.Pointer pointer
                ? new Place(pointer.element(), List.copyOf(path), true)
                : new Place(type, List.copyOf(path), place.indirect());
    }

    private static @Nullable Function method(Named named, String key) {
        for (Function method : named.methods()) {
            if (method.key().equals(key)) {
                return instantiated(named, method);
            }
        }
        return null;
    }

    private static Function instantiated(Named named, Function method) {
        if (named.arguments().isEmpty()) {
            return method;
        }
        Type.Signature signature = method.signature();
        if (signature == null || method.receiverParameters().size() != named.arguments().size()) {
            return method;
        }
        return method.with(
                new Substitution(method.receiverParameters(), named.arguments())
                        .signature(signature));
    }
}
