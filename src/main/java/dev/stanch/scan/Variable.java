package dev.stanch.scan;

import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Token;
import org.jspecify.annotations.Nullable;

/**
 * One declared variable of a package; compared by identity.
 *
 * <p>Its value at the declaration is {@code init}, or the {@code index}th of several values of it;
 * for a variable of a range clause {@code init} is the subject behind a unary {@code range}.
 */
final class Variable {
    /** Where a variable is declared. */
    enum Kind {
        GLOBAL,
        RECEIVER,
        PARAMETER,
        RESULT,
        LOCAL
    }

    final Kind kind;
    final String name;
    final GoFile file;
    final int pos;
    final @Nullable Expr type;
    final @Nullable Expr init;
    final int index;
    final int values;
    final @Nullable Func owner;

    Variable(
            Kind kind,
            String name,
            GoFile file,
            int pos,
            @Nullable Expr type,
            @Nullable Expr init,
            int index,
            int values,
            @Nullable Func owner) {
        this.kind = kind;
        this.name = name;
        this.file = file;
        this.pos = pos;
        this.type = type;
        this.init = init;
        this.index = index;
        this.values = values;
        this.owner = owner;
    }

    boolean global() {
        return kind == Kind.GLOBAL;
    }

    boolean ofRange() {
        return init instanceof Expr.Unary unary && unary.operator() == Token.RANGE;
    }

    @Override
    public String toString() {
        return name + "@" + pos;
    }
}
