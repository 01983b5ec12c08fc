package dev.stanch.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements (specification, "Statements"). */
abstract class StatementParser extends ExpressionParser {
    StatementParser(String source) {
        super(source);
    }

    abstract Decl.Gen generalDeclaration();

    @Override
    final Stmt.Block block() {
        int start = pos();
        if (!enter()) {
            next();
            return new Stmt.Block(start, lastEnd(), List.of());
        }
        expect(Token.LBRACE);
        var statements = statements();
        expect(Token.RBRACE);
        leave();
        return new Stmt.Block(start, lastEnd(), statements);
    }

    private List<Stmt> statements() {
        var all = new ArrayList<Stmt>();
        while (!listEnds()) {
            int before = index();
            Stmt statement = statement();
            if (!(statement instanceof Stmt.Empty)) {
                all.add(statement);
            }
            if (!listEnds() && !got(Token.SEMICOLON)) {
                error("end of the statement");
                skipStatement();
            }
            if (index() == before) {
                next();
            }
        }
        return List.copyOf(all);
    }

    private boolean listEnds() {
        return switch (kind()) {
            case RBRACE, CASE, DEFAULT, EOF -> true;
            // a declaration at the margin: a brace is missing above
            case FUNC -> atLineStart() && kindAfter(1) == Token.IDENT;
            default -> false;
        };
    }

    private void skipStatement() {
        while (!listEnds() && !at(Token.LBRACE)) {
            if (got(Token.SEMICOLON)) {
                return;
            }
            next();
        }
    }

    final Stmt statement() {
        int start = pos();
        if (!enter()) {
            next();
            return new Stmt.Bad(start, lastEnd());
        }
        try {
            return undepthedStatement(start);
        } finally {
            leave();
        }
    }

    private Stmt undepthedStatement(int start) {
        return switch (kind()) {
            case SEMICOLON, RBRACE -> new Stmt.Empty(start, start);
            case CONST, TYPE, VAR -> {
                Decl.Gen declaration = generalDeclaration();
                yield new Stmt.Declaration(start, lastEnd(), declaration);
            }
            case LBRACE -> block();
            case IF -> ifStatement();
            case SWITCH -> switchStatement();
            case SELECT -> selectStatement();
            case FOR -> forStatement();
            case GO -> {
                next();
                Expr call = startedCall(start, "go");
                yield new Stmt.Go(start, lastEnd(), call);
            }
            case DEFER -> {
                next();
                Expr call = startedCall(start, "defer");
                yield new Stmt.Defer(start, lastEnd(), call);
            }
            case RETURN -> {
                next();
                List<Expr> results =
                        at(Token.SEMICOLON) || at(Token.RBRACE) ? List.of() : expressions();
                yield new Stmt.Return(start, lastEnd(), results);
            }
            case BREAK, CONTINUE, GOTO, FALLTHROUGH -> {
                Token keyword = kind();
                next();
                Expr.Ident label = at(Token.IDENT) ? name() : null;
                yield new Stmt.Branch(start, lastEnd(), keyword, label);
            }
            case IDENT -> kindAfter(1) == Token.COLON ? labeled() : simple();
            default -> simple();
        };
    }

    private Expr startedCall(int start, String keyword) {
        Expr call = expression();
        if (!(call instanceof Expr.Call) && !(call instanceof Expr.Bad)) {
            report(start, "expression in " + keyword + " must be a function call");
        }
        return call;
    }

    private Stmt labeled() {
        int start = pos();
        Expr.Ident label = name();
        next();
        Stmt statement = statement();
        return new Stmt.Labeled(start, lastEnd(), label, statement);
    }

    /**
     * Expression, send, increment or assignment; {@code := range x} comes out with a unary range on
     * the right.
     */
    private Stmt simple() {
        int start = pos();
        List<Expr> left = expressions();
        Token operator = kind();
        if (operator == Token.DEFINE || operator.isAssignment()) {
            next();
            if (at(Token.RANGE)) {
                Expr subject = rangeSubject();
                return new Stmt.Assign(start, lastEnd(), left, operator, List.of(subject));
            }
            List<Expr> right = expressions();
            return new Stmt.Assign(start, lastEnd(), left, operator, right);
        }
        if (left.size() > 1) {
            error("':=' or '='");
        }
        Expr first = left.getFirst();
        return switch (operator) {
            case ARROW -> {
                next();
                Expr value = expression();
                yield new Stmt.Send(start, lastEnd(), first, value);
            }
            case INC, DEC -> {
                next();
                yield new Stmt.IncDec(start, lastEnd(), first, operator);
            }
            default -> new Stmt.Expression(start, lastEnd(), first);
        };
    }

    private Expr rangeSubject() {
        int start = pos();
        next();
        Expr subject = expression();
        return new Expr.Unary(start, lastEnd(), Token.RANGE, subject);
    }

    /** The head and block of one {@code if} in a chain of else-ifs. */
    private record Link(int start, @Nullable Stmt init, Expr test, Stmt.Block then) {}

    /** Reads a chain of else-ifs in a loop: a generated one may be hundreds long. */
    private Stmt ifStatement() {
        var chain = new ArrayList<Link>();
        chain.add(link());
        Stmt otherwise = null;
        while (got(Token.ELSE)) {
            if (at(Token.IF)) {
                chain.add(link());
            } else if (at(Token.LBRACE)) {
                otherwise = block();
                break;
            } else {
                error("'if' or a block");
                break;
            }
        }
        int end = lastEnd();
        for (int i = chain.size() - 1; i > 0; i--) {
            Link link = chain.get(i);
            otherwise =
                    new Stmt.If(
                            link.start(), end, link.init(), link.test(), link.then(), otherwise);
        }
        Link first = chain.getFirst();
        return new Stmt.If(first.start(), end, first.init(), first.test(), first.then(), otherwise);
    }

    private Link link() {
        int start = pos();
        next();
        boolean before = head(true);
        Stmt init = null;
        Stmt condition = at(Token.SEMICOLON) || at(Token.LBRACE) ? null : simple();
        if (got(Token.SEMICOLON)) {
            init = condition;
            condition = at(Token.LBRACE) ? null : simple();
        }
        head(before);
        Expr test = asExpression(condition);
        return new Link(start, init, test, block());
    }

    private Expr asExpression(@Nullable Stmt statement) {
        if (statement instanceof Stmt.Expression wrapped) {
            return wrapped.expression();
        }
        error("a condition");
        return statement == null
                ? new Expr.Bad(pos(), pos())
                : new Expr.Bad(statement.pos(), statement.end());
    }

    private Stmt switchStatement() {
        int start = pos();
        next();
        boolean before = head(true);
        Stmt init = null;
        Stmt tag = at(Token.LBRACE) || at(Token.SEMICOLON) ? null : simple();
        if (got(Token.SEMICOLON)) {
            init = tag;
            tag = at(Token.LBRACE) ? null : simple();
        }
        head(before);
        expect(Token.LBRACE);
        var clauses = new ArrayList<Clause.Case>();
        while (at(Token.CASE) || at(Token.DEFAULT)) {
            clauses.add(caseClause());
        }
        expect(Token.RBRACE);
        List<Clause.Case> all = List.copyOf(clauses);
        if (tag instanceof Stmt.Expression(_, _, Expr.TypeAssert guard) && guard.type() == null) {
            return new Stmt.TypeSwitch(start, lastEnd(), init, null, guard.operand(), all);
        }
        if (tag instanceof Stmt.Assign bind
                && bind.left().size() == 1
                && bind.left().getFirst() instanceof Expr.Ident name
                && bind.right().size() == 1
                && bind.right().getFirst() instanceof Expr.TypeAssert guard
                && guard.type() == null) {
            return new Stmt.TypeSwitch(start, lastEnd(), init, name, guard.operand(), all);
        }
        return new Stmt.Switch(start, lastEnd(), init, tag == null ? null : asExpression(tag), all);
    }

    private Clause.Case caseClause() {
        int start = pos();
        boolean isDefault = at(Token.DEFAULT);
        next();
        List<Expr> expressions = isDefault ? List.of() : expressions();
        expect(Token.COLON);
        var body = statements();
        return new Clause.Case(start, lastEnd(), isDefault, expressions, body);
    }

    private Stmt selectStatement() {
        int start = pos();
        next();
        expect(Token.LBRACE);
        var clauses = new ArrayList<Clause.Comm>();
        while (at(Token.CASE) || at(Token.DEFAULT)) {
            clauses.add(commClause());
        }
        expect(Token.RBRACE);
        return new Stmt.Select(start, lastEnd(), List.copyOf(clauses));
    }

    private Clause.Comm commClause() {
        int start = pos();
        boolean isDefault = at(Token.DEFAULT);
        next();
        Stmt communication = isDefault ? null : simple();
        expect(Token.COLON);
        var body = statements();
        return new Clause.Comm(start, lastEnd(), communication, body);
    }

    private Stmt forStatement() {
        int start = pos();
        next();
        boolean before = head(true);
        Stmt first = null;
        Stmt condition = null;
        Stmt post = null;
        Expr bareRange = null;
        if (at(Token.RANGE)) {
            bareRange = rangeSubject();
        } else if (!at(Token.LBRACE)) {
            first = at(Token.SEMICOLON) ? null : simple();
            if (got(Token.SEMICOLON)) {
                condition = at(Token.SEMICOLON) || at(Token.LBRACE) ? null : simple();
                if (got(Token.SEMICOLON)) {
                    post = at(Token.LBRACE) ? null : simple();
                }
            } else if (!isRange(first)) {
                condition = first;
                first = null;
            }
        }
        head(before);
        Stmt.Block body = block();
        if (bareRange instanceof Expr.Unary range) {
            return new Stmt.Range(start, lastEnd(), null, null, false, range.operand(), body);
        }
        if (first instanceof Stmt.Assign assign && isRange(first)) {
            return range(start, assign, body);
        }
        Expr test = condition == null ? null : asExpression(condition);
        return new Stmt.For(start, lastEnd(), first, test, post, body);
    }

    private static boolean isRange(@Nullable Stmt statement) {
        return statement instanceof Stmt.Assign assign
                && assign.right().size() == 1
                && assign.right().getFirst() instanceof Expr.Unary unary
                && unary.operator() == Token.RANGE;
    }

    private Stmt range(int start, Stmt.Assign head, Stmt.Block body) {
        Expr key = head.left().getFirst();
        if (head.left().size() > 2) {
            report(head.left().get(2).pos(), "expected at most 2 expressions before range");
        }
        Expr value = head.left().size() > 1 ? head.left().get(1) : null;
        boolean defines = head.operator() == Token.DEFINE;
        Expr subject = ((Expr.Unary) head.right().getFirst()).operand();
        return new Stmt.Range(start, lastEnd(), key, value, defines, subject, body);
    }
}
