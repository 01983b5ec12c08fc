package dev.stanch.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Expressions (specification, "Expressions"). A type is read as an expression wherever one may
 * stand.
 */
abstract class ExpressionParser extends TypeParser {
    /** In the head of if, for and switch a brace after a name opens the block. */
    private boolean inHead;

    ExpressionParser(String source) {
        super(source);
    }

    abstract Stmt.Block block();

    final boolean head(boolean inside) {
        boolean before = inHead;
        inHead = inside;
        return before;
    }

    @Override
    final Expr expression() {
        return binary(1);
    }

    @Override
    final Expr bracketed() {
        boolean before = head(false);
        Expr inner = expression();
        head(before);
        return inner;
    }

    final List<Expr> expressions() {
        var all = new ArrayList<Expr>(2);
        do {
            all.add(expression());
        } while (got(Token.COMMA));
        return List.copyOf(all);
    }

    private Expr binary(int weakest) {
        if (!enter()) {
            return new Expr.Bad(pos(), pos());
        }
        try {
            Expr left = unary();
            for (int strength = kind().precedence();
                    strength >= weakest;
                    strength = kind().precedence()) {
                Token operator = kind();
                next();
                Expr right = binary(strength + 1);
                left = new Expr.Binary(left.pos(), lastEnd(), operator, left, right);
            }
            return left;
        } finally {
            leave();
        }
    }

    private Expr unary() {
        int start = pos();
        Token operator = kind();
        switch (operator) {
            case ADD, SUB, NOT, XOR, AND, TILDE, ARROW, MUL -> {}
            default -> {
                return primary();
            }
        }
        if (!enter()) {
            return new Expr.Bad(start, start);
        }
        try {
            next();
            Expr operand = unary();
            if (operator == Token.MUL) {
                return new Expr.Star(start, lastEnd(), operand);
            }
            if (operator == Token.ARROW && operand instanceof Expr.ChanType channel) {
                return new Expr.ChanType(
                        start, lastEnd(), Expr.Direction.RECEIVE, channel.element());
            }
            return new Expr.Unary(start, lastEnd(), operator, operand);
        } finally {
            leave();
        }
    }

    private Expr primary() {
        Expr x = operand();
        while (true) {
            switch (kind()) {
                case PERIOD -> x = selected(x);
                case LBRACK -> x = indexed(x);
                case LPAREN -> x = called(x);
                case LBRACE -> {
                    if (!opensLiteral(x)) {
                        return x;
                    }
                    x = literalValue(x.pos(), x);
                }
                default -> {
                    return x;
                }
            }
        }
    }

    private Expr operand() {
        int start = pos();
        return switch (kind()) {
            case IDENT -> name();
            case INT, FLOAT, IMAGINARY, RUNE, STRING -> {
                Token kind = kind();
                String text = word();
                next();
                yield new Expr.Literal(start, lastEnd(), kind, text);
            }
            case LPAREN -> {
                next();
                Expr inner = bracketed();
                expect(Token.RPAREN);
                yield new Expr.Paren(start, lastEnd(), inner);
            }
            case FUNC -> function(start);
            default -> {
                Expr type = typeOrNull();
                if (type != null) {
                    yield type;
                }
                error("an expression");
                yield new Expr.Bad(start, start);
            }
        };
    }

    private Expr function(int start) {
        next();
        Expr.FuncType type = signature(start);
        if (!at(Token.LBRACE)) {
            return type;
        }
        boolean before = head(false);
        Stmt.Block body = block();
        head(before);
        return new Expr.FuncLit(start, lastEnd(), type, body);
    }

    private Expr selected(Expr x) {
        next();
        if (!got(Token.LPAREN)) {
            Expr.Ident name = name();
            return new Expr.Selector(x.pos(), lastEnd(), x, name);
        }
        Expr type = got(Token.TYPE) ? null : type();
        expect(Token.RPAREN);
        return new Expr.TypeAssert(x.pos(), lastEnd(), x, type);
    }

    private Expr indexed(Expr x) {
        next();
        boolean before = head(false);
        var parts = new ArrayList<@Nullable Expr>();
        int colons = 0;
        boolean more = true;
        parts.add(at(Token.COLON) ? null : expression());
        while (more) {
            if (got(Token.COLON)) {
                colons++;
                parts.add(at(Token.COLON) || at(Token.RBRACK) ? null : expression());
            } else if (got(Token.COMMA)) {
                if (!at(Token.RBRACK)) {
                    parts.add(expression());
                }
            } else {
                more = false;
            }
        }
        head(before);
        expect(Token.RBRACK);
        if (colons == 0) {
            var indices = new ArrayList<Expr>();
            for (Expr part : parts) {
                if (part != null) {
                    indices.add(part);
                }
            }
            return new Expr.Index(x.pos(), lastEnd(), x, List.copyOf(indices));
        }
        if (colons > 1 && (part(parts, 1) == null || part(parts, 2) == null)) {
            report(lastEnd() - 1, "middle and final index required in 3-index slice");
        }
        return new Expr.Slice(
                x.pos(), lastEnd(), x, part(parts, 0), part(parts, 1), part(parts, 2));
    }

    private static @Nullable Expr part(List<@Nullable Expr> parts, int which) {
        return which < parts.size() ? parts.get(which) : null;
    }

    private Expr called(Expr function) {
        next();
        boolean before = head(false);
        var arguments = new ArrayList<Expr>();
        boolean spread = false;
        while (!at(Token.RPAREN) && !at(Token.EOF)) {
            int start = index();
            arguments.add(expression());
            spread |= got(Token.ELLIPSIS);
            if (!got(Token.COMMA) && !at(Token.RPAREN)) {
                error("',' or ')'");
                break;
            }
            if (index() == start) {
                next();
            }
        }
        head(before);
        expect(Token.RPAREN);
        return new Expr.Call(function.pos(), lastEnd(), function, List.copyOf(arguments), spread);
    }

    private boolean opensLiteral(Expr type) {
        return switch (type) {
            case Expr.ArrayType array -> true;
            case Expr.StructType struct -> true;
            case Expr.MapType map -> true;
            case Expr.Ident name -> !inHead;
            case Expr.Selector selector -> !inHead && selector.operand() instanceof Expr.Ident;
            case Expr.Index index ->
                    !inHead
                            && (index.operand() instanceof Expr.Ident
                                    || (index.operand() instanceof Expr.Selector generic
                                            && generic.operand() instanceof Expr.Ident));
            default -> false;
        };
    }

    private Expr literalValue(int start, @Nullable Expr type) {
        if (!enter()) {
            next();
            return new Expr.Bad(start, lastEnd());
        }
        boolean before = head(false);
        next();
        var elements = new ArrayList<Expr>();
        while (!at(Token.RBRACE) && !at(Token.EOF)) {
            int at = index();
            Expr element = element();
            if (got(Token.COLON)) {
                Expr value = element();
                element = new Expr.KeyValue(element.pos(), lastEnd(), element, value);
            }
            elements.add(element);
            if (!got(Token.COMMA) && !at(Token.RBRACE)) {
                error("',' or '}'");
                break;
            }
            if (index() == at) {
                next();
            }
        }
        head(before);
        leave();
        expect(Token.RBRACE);
        return new Expr.Composite(start, lastEnd(), type, List.copyOf(elements));
    }

    private Expr element() {
        return at(Token.LBRACE) ? literalValue(pos(), null) : expression();
    }
}
