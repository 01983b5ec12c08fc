package dev.stanch.source.type;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A declared type, or an instance of a generic one: then {@code origin} is the declared one and
 * {@code arguments} stand for its type parameters.
 */
public final class Named implements Type {
    private static final int MAX_CHAIN = 100;

    private final TypeName object;
    private final @Nullable Named origin;
    private final List<Type> arguments;
    private List<TypeParameter> parameters = List.of();
    private List<Function> methods = List.of();
    private @Nullable Type written;
    private @Nullable Type expanded;
    private final List<Named> instances = new ArrayList<>();

    Named(TypeName object) {
        this.object = object;
        this.origin = null;
        this.arguments = List.of();
    }

    private Named(Named origin, List<Type> arguments) {
        this.object = origin.object;
        this.origin = origin;
        this.arguments = arguments;
    }

    void declare(List<TypeParameter> typeParameters) {
        parameters = typeParameters;
    }

    /** Sets what stands on the right in the declaration. */
    void define(Type type) {
        written = type;
    }

    void methods(List<Function> declared) {
        methods = declared;
    }

    public TypeName object() {
        return object;
    }

    /** The declared type that this one is an instance of; itself when it is none. */
    public Named origin() {
        return origin == null ? this : origin;
    }

    public List<Type> arguments() {
        return arguments;
    }

    public List<TypeParameter> typeParameters() {
        return origin == null ? parameters : List.of();
    }

    /** Methods declared with the origin as receiver; signatures in terms of each own receiver. */
    public List<Function> methods() {
        object.type();
        return origin == null ? methods : origin.methods;
    }

    /** The instance for these arguments, the same one for identical arguments. */
    Named instance(List<Type> types) {
        Named of = origin();
        for (Named known : of.instances) {
            if (Identity.allIdentical(known.arguments, types)) {
                return known;
            }
        }
        var fresh = new Named(of, types);
        of.instances.add(fresh);
        return fresh;
    }

    @Override
    public Type underlying() {
        if (expanded != null) {
            return expanded;
        }
        object.type();
        if (origin != null) {
            Type of = origin.underlying();
            if (of.isUnknown()) {
                return of;
            }
            Type result =
                    origin.parameters.size() == arguments.size()
                            ? new Substitution(origin.parameters, arguments).apply(of)
                            : of;
            expanded = result;
            return result;
        }
        Type at = written;
        for (int steps = 0; at instanceof Named next && steps < MAX_CHAIN; steps++) {
            next.object.type();
            at =
                    next.origin != null
                            ? next.underlying()
                            : next.expanded != null ? next.expanded : next.written;
        }
        if (at == null || at instanceof Named) {
            return Basic.UNKNOWN;
        }
        expanded = at instanceof TypeParameter ? at.underlying() : at;
        return expanded;
    }

    @Override
    public String toString() {
        return Spelling.of(this);
    }
}
