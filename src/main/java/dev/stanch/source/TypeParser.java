package dev.stanch.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Types, signatures and type parameters (specification, "Types", "Type parameter declarations").
 */
abstract class TypeParser extends Cursor {
    TypeParser(String source) {
        super(source);
    }

    abstract Expr expression();

    final Expr type() {
        Expr type = typeOrNull();
        if (type != null) {
            return type;
        }
        error("a type");
        return new Expr.Bad(pos(), pos());
    }

    final @Nullable Expr typeOrNull() {
        if (!enter()) {
            return null;
        }
        try {
            return undepthedType();
        } finally {
            leave();
        }
    }

    private @Nullable Expr undepthedType() {
        int start = pos();
        return switch (kind()) {
            case IDENT -> typeName();
            case LBRACK -> bracketType();
            case STRUCT -> structType();
            case MUL -> {
                next();
                Expr target = type();
                yield new Expr.Star(start, lastEnd(), target);
            }
            case FUNC -> {
                next();
                yield signature(start);
            }
            case INTERFACE -> interfaceType();
            case MAP -> mapType();
            case CHAN, ARROW -> chanType();
            case LPAREN -> {
                next();
                Expr inner = type();
                expect(Token.RPAREN);
                yield new Expr.Paren(start, lastEnd(), inner);
            }
            default -> null;
        };
    }

    final Expr typeName() {
        int start = pos();
        Expr type = name();
        if (at(Token.PERIOD)) {
            next();
            Expr.Ident selected = name();
            type = new Expr.Selector(start, lastEnd(), type, selected);
        }
        if (at(Token.LBRACK) && kindAfter(1) != Token.RBRACK) {
            type = instance(type);
        }
        return type;
    }

    private Expr instance(Expr generic) {
        next();
        var arguments = new ArrayList<Expr>();
        do {
            if (at(Token.RBRACK)) {
                break;
            }
            arguments.add(type());
        } while (got(Token.COMMA));
        expect(Token.RBRACK);
        return new Expr.Index(generic.pos(), lastEnd(), generic, List.copyOf(arguments));
    }

    final Expr bracketType() {
        int start = pos();
        expect(Token.LBRACK);
        if (got(Token.RBRACK)) {
            Expr element = type();
            return new Expr.ArrayType(start, lastEnd(), null, element);
        }
        Expr length;
        if (at(Token.ELLIPSIS)) {
            next();
            length = new Expr.Ellipsis(lastEnd() - 3, lastEnd(), null);
        } else {
            length = bracketed();
        }
        expect(Token.RBRACK);
        Expr element = type();
        return new Expr.ArrayType(start, lastEnd(), length, element);
    }

    /** An expression inside brackets, where a composite literal's brace cannot be a block's. */
    abstract Expr bracketed();

    private Expr mapType() {
        int start = pos();
        next();
        expect(Token.LBRACK);
        Expr key = type();
        expect(Token.RBRACK);
        Expr value = type();
        return new Expr.MapType(start, lastEnd(), key, value);
    }

    final Expr chanType() {
        int start = pos();
        var direction = Expr.Direction.BOTH;
        if (got(Token.ARROW)) {
            expect(Token.CHAN);
            direction = Expr.Direction.RECEIVE;
        } else {
            next();
            if (got(Token.ARROW)) {
                direction = Expr.Direction.SEND;
            }
        }
        Expr element = type();
        return new Expr.ChanType(start, lastEnd(), direction, element);
    }

    final Expr structType() {
        int start = pos();
        next();
        expect(Token.LBRACE);
        var fields = new ArrayList<Field>();
        while (!at(Token.RBRACE) && !at(Token.EOF)) {
            int before = index();
            if (!at(Token.SEMICOLON)) {
                fields.add(structField());
                if (at(Token.STRING)) {
                    next();
                }
            }
            if (!at(Token.RBRACE) && !expect(Token.SEMICOLON) && index() == before) {
                next();
            }
        }
        expect(Token.RBRACE);
        return new Expr.StructType(start, lastEnd(), List.copyOf(fields));
    }

    private Field structField() {
        int start = pos();
        if (at(Token.IDENT) && !embedded()) {
            var names = names();
            Expr type = type();
            return new Field(start, lastEnd(), names, type);
        }
        Expr type = type();
        if (type instanceof Expr.Paren
                || (type instanceof Expr.Star star && star.operand() instanceof Expr.Paren)) {
            report(start, "an embedded type stands without parentheses");
        }
        return new Field(start, lastEnd(), List.of(), type);
    }

    private boolean embedded() {
        return switch (kindAfter(1)) {
            case PERIOD, STRING, SEMICOLON, RBRACE -> true;
            case LBRACK -> instanceBefore(Token.SEMICOLON, Token.STRING, Token.RBRACE);
            default -> false;
        };
    }

    /**
     * Whether {@code name[…]} here is a whole type: read as one, it is followed by one of these.
     */
    private boolean instanceBefore(Token... after) {
        if (kindAfter(2) == Token.RBRACK) {
            return false;
        }
        var saved = attempt();
        typeName();
        boolean right = !failedSince(saved) && List.of(after).contains(kind());
        rewind(saved);
        return right;
    }

    final List<Expr.Ident> names() {
        var names = new ArrayList<Expr.Ident>();
        do {
            names.add(name());
        } while (got(Token.COMMA));
        return List.copyOf(names);
    }

    final Expr interfaceType() {
        int start = pos();
        next();
        expect(Token.LBRACE);
        var members = new ArrayList<Field>();
        while (!at(Token.RBRACE) && !at(Token.EOF)) {
            int before = index();
            if (!at(Token.SEMICOLON)) {
                members.add(member());
            }
            if (!at(Token.RBRACE) && !expect(Token.SEMICOLON) && index() == before) {
                next();
            }
        }
        expect(Token.RBRACE);
        return new Expr.InterfaceType(start, lastEnd(), List.copyOf(members));
    }

    private Field member() {
        int start = pos();
        if (at(Token.IDENT) && kindAfter(1) == Token.LPAREN) {
            Expr.Ident method = name();
            Expr type = signature(start);
            return new Field(start, lastEnd(), List.of(method), type);
        }
        Expr type = constraint();
        return new Field(start, lastEnd(), List.of(), type);
    }

    /** {@code ~int | string | fmt.Stringer}. */
    final Expr constraint() {
        Expr left = constraintTerm();
        while (at(Token.OR)) {
            next();
            Expr right = constraintTerm();
            left = new Expr.Binary(left.pos(), lastEnd(), Token.OR, left, right);
        }
        return left;
    }

    private Expr constraintTerm() {
        int start = pos();
        if (got(Token.TILDE)) {
            Expr type = type();
            return new Expr.Unary(start, lastEnd(), Token.TILDE, type);
        }
        return type();
    }

    /** Parameters and results; {@code func} and a name are already read. */
    final Expr.FuncType signature(int start) {
        var typeParameters = at(Token.LBRACK) ? typeParameters() : List.<Field>of();
        var parameters = parameters();
        List<Field> results = List.of();
        if (at(Token.LPAREN)) {
            results = parameters();
        } else {
            Expr result = typeOrNull();
            if (result != null) {
                results = List.of(new Field(result.pos(), result.end(), List.of(), result));
            }
        }
        return new Expr.FuncType(start, lastEnd(), typeParameters, parameters, results);
    }

    /** {@code [K comparable, V any]}. */
    final List<Field> typeParameters() {
        expect(Token.LBRACK);
        var fields = new ArrayList<Field>();
        while (!at(Token.RBRACK) && !at(Token.EOF)) {
            int before = index();
            int start = pos();
            var names = names();
            Expr bound = constraint();
            fields.add(new Field(start, lastEnd(), names, bound));
            if (!got(Token.COMMA) && !at(Token.RBRACK)) {
                error("',' or ']'");
                break;
            }
            if (index() == before) {
                break;
            }
        }
        expect(Token.RBRACK);
        return List.copyOf(fields);
    }

    /** One entry of a parameter list as it stands: a name is not yet told from a type. */
    private record Entry(Expr.@Nullable Ident name, Expr type) {}

    final List<Field> parameters() {
        if (!expect(Token.LPAREN)) {
            return List.of();
        }
        var entries = new ArrayList<Entry>();
        boolean named = false;
        while (!at(Token.RPAREN) && !at(Token.EOF)) {
            int before = index();
            Entry entry = entry();
            named |= entry.name() != null;
            entries.add(entry);
            if (!got(Token.COMMA) && !at(Token.RPAREN)) {
                error("',' or ')'");
                break;
            }
            if (index() == before) {
                next();
            }
        }
        expect(Token.RPAREN);
        for (int i = 0; i < entries.size() - 1; i++) {
            if (entries.get(i).type() instanceof Expr.Ellipsis dots) {
                report(dots.pos(), "can only use ... with the final parameter");
            }
        }
        return named ? grouped(entries) : unnamed(entries);
    }

    private Entry entry() {
        boolean named =
                at(Token.IDENT)
                        && switch (kindAfter(1)) {
                            case COMMA, RPAREN, PERIOD, EOF -> false;
                            case LBRACK -> !instanceBefore(Token.COMMA, Token.RPAREN);
                            default -> true;
                        };
        Expr.Ident name = named ? name() : null;
        return new Entry(name, parameterType());
    }

    private Expr parameterType() {
        int start = pos();
        if (got(Token.ELLIPSIS)) {
            Expr element = type();
            return new Expr.Ellipsis(start, lastEnd(), element);
        }
        return type();
    }

    private static List<Field> unnamed(List<Entry> entries) {
        return entries.stream()
                .map(entry ->
                        new Field(entry.type().pos(), entry.type().end(), List.of(), entry.type()))
                .toList();
    }

    /** In {@code (a, b int)} the lone {@code a} is a name and takes the next type. */
    private List<Field> grouped(List<Entry> entries) {
        var fields = new ArrayList<Field>();
        var waiting = new ArrayList<Expr.Ident>();
        for (Entry entry : entries) {
            if (entry.name() != null) {
                waiting.add(entry.name());
                fields.add(
                        new Field(
                                waiting.getFirst().pos(),
                                entry.type().end(),
                                List.copyOf(waiting),
                                entry.type()));
                waiting.clear();
            } else if (entry.type() instanceof Expr.Ident lone) {
                waiting.add(lone);
            } else {
                report(entry.type().pos(), "missing parameter name");
            }
        }
        if (!waiting.isEmpty()) {
            report(waiting.getFirst().pos(), "missing parameter name or type");
        }
        return List.copyOf(fields);
    }
}
