package dev.stanch.source.type;

import dev.stanch.source.Expr;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** What was found about the nodes of a package's files. */
final class Info {
    final IdentityHashMap<Expr, Operand> operands = new IdentityHashMap<>();
    final IdentityHashMap<Expr.Ident, Symbol> symbols = new IdentityHashMap<>();
    final IdentityHashMap<Expr.Selector, Selection> selections = new IdentityHashMap<>();

    @Nullable Operand operand(Expr expression) {
        return operands.get(expression);
    }
}
