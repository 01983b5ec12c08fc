package dev.stanch.scan.name;

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
public final class Variable {
    /** Where a variable is declared. */
    public enum Kind {
        GLOBAL,
        RECEIVER,
        PARAMETER,
        RESULT,
        LOCAL
    }

    public final Kind kind;
    public final String name;
    public final GoFile file;
    public final int pos;
    public final @Nullable Expr type;
    public final @Nullable Expr init;
    public final int index;
    public final int values;
    public final @Nullable Func owner;

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

    public boolean global() {
        return kind == Kind.GLOBAL;
    }

    public boolean ofRange() {
        return init instanceof Expr.Unary unary && unary.operator() == Token.RANGE;
    }

    @Override
    public String toString() {
        return name + "@" + pos;
    }
}
