package dev.stanch.source.type;

import dev.stanch.source.Expr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of a receiver's type as it is written: {@code *Map[K, V]}. */
final class Receivers {
    private Receivers() {}

    static boolean isPointer(Expr type) {
        return switch (type) {
            case Expr.Star star -> true;
            case Expr.Paren paren -> isPointer(paren.inner());
            default -> false;
        };
    }

    static Expr.@Nullable Ident base(Expr type) {
        return switch (type) {
            case Expr.Star star -> base(star.operand());
            case Expr.Paren paren -> base(paren.inner());
            case Expr.Index index -> base(index.operand());
            case Expr.Ident name -> name;
            default -> null;
        };
    }

    static List<Expr> parameters(Expr type) {
        return switch (type) {
            case Expr.Star star -> parameters(star.operand());
            case Expr.Paren paren -> parameters(paren.inner());
            case Expr.Index index -> index.indices();
            default -> List.of();
        };
    }
}
