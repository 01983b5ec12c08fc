package dev.stanch.source.type;

import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Token;
import org.jspecify.annotations.Nullable;

/**
 * How untyped operands get their types: from what they are combined with or assigned to, down to
 * the operands that they are made of (specification, "Constants", "Conversions").
 */
abstract class Untyped extends TypeExpressions {
    Untyped(GoPackage home, GoFile file, Scope fileScope, @Nullable Info info) {
        super(home, file, fileScope, info);
    }

    /** Gives an untyped operand the type that it takes where the target is expected. */
    @Override
    final Operand convert(Expr expression, Operand operand, @Nullable Type target) {
        if (!operand.isUntyped() || operand.isNil()) {
            return operand;
        }
        Type type =
                target == null || target.isUnknown() || Kinds.isInterface(target)
                        ? Kinds.defaultOf(operand.type())
                        : fits(operand, target) ? target : operand.type();
        update(expression, type);
        return new Operand(
                operand.mode(), type, Expressions.typed(operand.value(), type), operand.symbol());
    }

    private static boolean fits(Operand operand, Type target) {
        if (!(operand.type() instanceof Basic from)) {
            return false;
        }
        return Kinds.all(
                target,
                to ->
                        (from.isBoolean() && to.isBoolean())
                                || (from.isString() && to.isString())
                                || (from.isNumeric() && to.isNumeric()));
    }

    static boolean mayConvert(Operand x, Operand y) {
        if (x.isUntyped() == y.isUntyped() && !x.isUntyped()) {
            return false;
        }
        if (x.type().isUnknown() || y.type().isUnknown()) {
            return false;
        }
        if (Kinds.isInterface(x.type()) || Kinds.isInterface(y.type())) {
            return true;
        }
        return Kinds.all(x.type(), Basic::isBoolean) == Kinds.all(y.type(), Basic::isBoolean)
                && Kinds.all(x.type(), Basic::isString) == Kinds.all(y.type(), Basic::isString)
                && !x.isNil()
                && !y.isNil();
    }

    /** An operand of a binary operator beside one of another type. */
    final Operand matched(Expr expression, Operand operand, Type other) {
        if (!operand.isUntyped() || operand.isNil()) {
            return operand;
        }
        if (other instanceof Basic basic && basic.isUntyped()) {
            if (operand.type() instanceof Basic own
                    && own.isNumeric()
                    && basic.isNumeric()
                    && own.compareTo(basic) < 0) {
                update(expression, basic);
                return operand.with(basic);
            }
            return operand;
        }
        return convert(expression, operand, other);
    }

    /** Writes the type that was found for an untyped expression to it and to what it is made of. */
    final void update(Expr start, Type type) {
        if (info == null) {
            return;
        }
        Expr at = start;
        while (at != null) {
            Operand old = info.operand(at);
            if (old == null || !old.isUntyped()) {
                return;
            }
            Expr next = null;
            switch (at) {
                case Expr.Paren paren -> next = paren.inner();
                case Expr.Unary unary -> next = old.isConstant() ? null : unary.operand();
                case Expr.Binary binary -> next = old.isConstant() ? null : below(binary, type);
                default -> {}
            }
            note(at, old.with(type));
            at = next;
        }
    }

    private @Nullable Expr below(Expr.Binary binary, Type type) {
        return switch (binary.operator()) {
            case EQL, NEQ, LSS, LEQ, GTR, GEQ -> null;
            case SHL, SHR -> binary.left();
            default -> {
                update(binary.right(), type);
                yield binary.left();
            }
        };
    }

    static boolean isShift(Token operator) {
        return operator == Token.SHL || operator == Token.SHR;
    }
}
