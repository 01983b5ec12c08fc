package dev.stanch.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Declarations. */
public sealed interface Decl extends Node {
    /** Something that is no declaration. */
    record Bad(int pos, int end) implements Decl {}

    /** import, const, type, var. */
    record Gen(int pos, int end, Token keyword, List<Spec> specs) implements Decl {}

    /**
     * A function, or a method when it has a receiver; the body is missing when it is written
     * elsewhere.
     */
    record Func(
            int pos,
            int end,
            Expr.Ident name,
            @Nullable Field receiver,
            Expr.FuncType type,
            Stmt.@Nullable Block body)
            implements Decl {}
}
