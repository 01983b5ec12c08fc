package dev.stanch.source;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads one Go file (The Go Programming Language Specification for Go 1.26, syntax only). Never
 * throws on bad input: what cannot be read becomes an entry in {@link GoFile#errors()}, and the
 * tree holds the rest.
 */
public final class GoParser extends StatementParser {
    private final boolean skipBodies;

    private GoParser(String source, boolean skipBodies) {
        super(source);
        this.skipBodies = skipBodies;
    }

    public static GoFile parse(String name, String text) {
        return new GoParser(text, false).file(name, text);
    }

    /** Reads declarations only: the body of each declared function is an empty block. */
    public static GoFile declarations(String name, String text) {
        return new GoParser(text, true).file(name, text);
    }

    private GoFile file(String name, String text) {
        expect(Token.PACKAGE);
        Expr.Ident packageName = name();
        expect(Token.SEMICOLON);
        var declarations = new ArrayList<Decl>();
        while (!at(Token.EOF)) {
            int before = index();
            if (!got(Token.SEMICOLON)) {
                declarations.add(declaration());
                if (!at(Token.EOF) && !got(Token.SEMICOLON)) {
                    error("';' after a declaration");
                    skipToDeclaration();
                }
            }
            if (index() == before) {
                next();
            }
        }
        return new GoFile(name, text, lines, packageName, List.copyOf(declarations), errors());
    }

    private Decl declaration() {
        int start = pos();
        return switch (kind()) {
            case IMPORT, CONST, TYPE, VAR -> generalDeclaration();
            case FUNC -> function();
            default -> {
                error("a declaration");
                skipToDeclaration();
                yield new Decl.Bad(start, lastEnd());
            }
        };
    }

    private void skipToDeclaration() {
        while (!at(Token.EOF)) {
            switch (kind()) {
                case IMPORT, CONST, TYPE, VAR, FUNC -> {
                    if (atLineStart()) {
                        return;
                    }
                }
                default -> {}
            }
            next();
        }
    }

    private Decl function() {
        int start = pos();
        next();
        Field receiver = null;
        if (at(Token.LPAREN)) {
            List<Field> receivers = parameters();
            receiver = receivers.isEmpty() ? null : receivers.getFirst();
        }
        Expr.Ident name = name();
        Expr.FuncType type = signature(start);
        if (receiver != null && !type.typeParameters().isEmpty()) {
            report(type.typeParameters().getFirst().pos(), "method must have no type parameters");
        }
        Stmt.Block body = !at(Token.LBRACE) ? null : skipBodies ? skippedBlock() : block();
        return new Decl.Func(start, lastEnd(), name, receiver, type, body);
    }

    private Stmt.Block skippedBlock() {
        int start = pos();
        int open = 0;
        while (!at(Token.EOF)) {
            open += at(Token.LBRACE) ? 1 : at(Token.RBRACE) ? -1 : 0;
            next();
            if (open == 0) {
                break;
            }
        }
        return new Stmt.Block(start, lastEnd(), List.of());
    }

    @Override
    Decl.Gen generalDeclaration() {
        int start = pos();
        Token keyword = kind();
        next();
        var specs = new ArrayList<Spec>();
        if (got(Token.LPAREN)) {
            while (!at(Token.RPAREN) && !at(Token.EOF)) {
                int before = index();
                if (!at(Token.SEMICOLON)) {
                    specs.add(spec(keyword, pos()));
                }
                if (!at(Token.RPAREN) && !expect(Token.SEMICOLON) && index() == before) {
                    next();
                }
            }
            expect(Token.RPAREN);
        } else {
            specs.add(spec(keyword, start));
        }
        return new Decl.Gen(start, lastEnd(), keyword, List.copyOf(specs));
    }

    private Spec spec(Token keyword, int documented) {
        return switch (keyword) {
            case IMPORT -> importSpec(documented);
            case TYPE -> typeSpec();
            default -> valueSpec(keyword);
        };
    }

    private Spec importSpec(int documented) {
        int start = pos();
        Expr.Ident name = null;
        if (at(Token.IDENT)) {
            name = name();
        } else if (at(Token.PERIOD)) {
            next();
            name = new Expr.Ident(start, lastEnd(), ".");
        }
        String path = "";
        if (at(Token.STRING)) {
            String quoted = word();
            path = quoted.length() < 2 ? "" : quoted.substring(1, quoted.length() - 1);
            next();
        } else {
            error("an import path");
        }
        int[] above =
                path.equals("C") ? commentsAbove(documented) : new int[] {documented, documented};
        return new Spec.Import(
                start, lastEnd(), name, path, source.substring(above[0], above[1]), above[0]);
    }

    /**
     * Start and end of the comments that stand right above an offset, without an empty line
     * between.
     */
    private int[] commentsAbove(int offset) {
        int[] comments = tokens.comments();
        int first = offset;
        int last = offset;
        for (int i = comments.length - 2; i >= 0; i -= 2) {
            if (comments[i] >= first) {
                continue;
            }
            String between = source.substring(comments[i + 1], first);
            if (!between.isBlank() || between.chars().filter(c -> c == '\n').count() > 1) {
                break;
            }
            first = comments[i];
            last = last == offset ? comments[i + 1] : last;
        }
        return new int[] {first, Math.max(first, last)};
    }

    private Spec valueSpec(Token keyword) {
        int start = pos();
        List<Expr.Ident> names = names();
        Expr type = at(Token.ASSIGN) ? null : typeOrNull();
        List<Expr> values = got(Token.ASSIGN) ? expressions() : List.of();
        if (keyword == Token.VAR && type == null && values.isEmpty()) {
            error("a type");
        }
        return new Spec.Value(start, lastEnd(), names, type, values);
    }

    private Spec typeSpec() {
        int start = pos();
        Expr.Ident name = name();
        List<Field> parameters =
                at(Token.LBRACK) && opensTypeParameters() ? typeParameters() : List.of();
        boolean alias = got(Token.ASSIGN);
        Expr type = type();
        return new Spec.Type(start, lastEnd(), name, parameters, alias, type);
    }

    /**
     * {@code [P any]} and not the array {@code [N]}: what stands in the brackets is no expression.
     */
    private boolean opensTypeParameters() {
        if (kindAfter(1) != Token.IDENT) {
            return false;
        }
        var saved = attempt();
        next();
        Expr length = bracketed();
        boolean array = !(length instanceof Expr.Bad) && !failedSince(saved) && at(Token.RBRACK);
        rewind(saved);
        return !array;
    }
}
