package dev.stanch.source;

import org.jspecify.annotations.Nullable;

/** A piece of the syntax tree: the half-open range of offsets that it covers. */
public sealed interface Node permits Expr, Stmt, Decl, Spec, Field, Clause, GoFile {
    int pos();

    int end();

    /** Whether this is that very node; equal ones of other files and places are not. */
    @SuppressWarnings("ReferenceEquality")
    default boolean is(@Nullable Node other) {
        return this == other;
    }
}
