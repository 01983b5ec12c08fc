package dev.stanch.source.type;

import dev.stanch.source.Expr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Go type. Aliases are transparent: a name that is one stands for the type it means. Two types
 * are compared with {@link Identity#identical}.
 */
public sealed interface Type
        permits Basic, Named, TypeParameter, StructType, InterfaceType, Type.Composite {
    /** What a named type is made of; every other type is its own. */
    default Type underlying() {
        return this;
    }

    default boolean isUnknown() {
        return this == Basic.UNKNOWN;
    }

    /** Types made of others. */
    sealed interface Composite extends Type {}

    record Pointer(Type element) implements Composite {}

    record Slice(Type element) implements Composite {}

    /**
     * @param length negative when it is not known
     */
    record Array(Type element, long length) implements Composite {}

    record MapType(Type key, Type element) implements Composite {}

    record Chan(Expr.Direction direction, Type element) implements Composite {}

    /** Several results of a call, or none. */
    record Tuple(List<Variable> variables) implements Composite {}

    /** One of a union's terms: {@code T} or {@code ~T}. */
    record Term(boolean tilde, Type type) {}

    record Union(List<Term> terms) implements Composite {}

    /**
     * A function's type.
     *
     * @param variadic whether the last parameter, then a slice, takes any number of arguments
     * @param receiver of a method, else null
     */
    record Signature(
            List<TypeParameter> typeParameters,
            List<Variable> parameters,
            List<Variable> results,
            boolean variadic,
            @Nullable Variable receiver)
            implements Composite {
        Signature withoutReceiver() {
            return receiver == null
                    ? this
                    : new Signature(typeParameters, parameters, results, variadic, null);
        }
    }
}
