package dev.stanch.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of a declaration. */
public sealed interface Spec extends Node {
    /**
     * @param preamble the comment right above {@code import "C"}, else empty
     */
    record Import(
            int pos,
            int end,
            Expr.@Nullable Ident name,
            String path,
            String preamble,
            int preamblePos)
            implements Spec {}

    /** var and const. */
    record Value(int pos, int end, List<Expr.Ident> names, @Nullable Expr type, List<Expr> values)
            implements Spec {}

    record Type(
            int pos, int end, Expr.Ident name, List<Field> typeParameters, boolean alias, Expr type)
            implements Spec {}
}
