package dev.stanch.source.type;

import dev.stanch.source.Clause;
import dev.stanch.source.Decl;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Spec;
import dev.stanch.source.Stmt;
import dev.stanch.source.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements of function bodies (specification, "Statements"). */
abstract class Statements extends Builtins {
    Statements(GoPackage home, GoFile file, Scope fileScope, @Nullable Info info) {
        super(home, file, fileScope, info);
    }

    abstract void local(Decl.Gen declaration);

    @Override
    final void body(Head head, Stmt.Block body) {
        if (info == null) {
            return;
        }
        in(
                head.scope(),
                null,
                () -> {
                    function = head.signature();
                    block(body);
                    return body;
                });
    }

    private void block(Stmt.Block block) {
        open();
        all(block.statements());
        close();
    }

    private void all(List<Stmt> statements) {
        for (Stmt statement : statements) {
            statement(statement);
        }
    }

    private void maybe(@Nullable Stmt statement) {
        if (statement != null) {
            statement(statement);
        }
    }

    private void statement(Stmt statement) {
        switch (statement) {
            case Stmt.Bad s -> {}
            case Stmt.Empty s -> {}
            case Stmt.Branch s -> {}
            case Stmt.Declaration s -> local(s.declaration());
            case Stmt.Labeled s -> statement(s.statement());
            case Stmt.Expression s -> expression(s.expression());
            case Stmt.Send s -> {
                Operand channel = expression(s.channel());
                assigned(
                        s.value(),
                        Kinds.core(channel.type()) instanceof Type.Chan chan
                                ? chan.element()
                                : null);
            }
            case Stmt.IncDec s -> expression(s.operand());
            case Stmt.Assign s -> assign(s);
            case Stmt.Go s -> expression(s.call());
            case Stmt.Defer s -> expression(s.call());
            case Stmt.Return s -> results(s);
            case Stmt.Block s -> block(s);
            case Stmt.If s -> conditional(s);
            case Stmt.Switch s -> choice(s);
            case Stmt.TypeSwitch s -> typeChoice(s);
            case Stmt.Select s -> {
                for (Clause.Comm arm : s.clauses()) {
                    open();
                    maybe(arm.communication());
                    all(arm.body());
                    close();
                }
            }
            case Stmt.For s -> {
                open();
                maybe(s.init());
                if (s.condition() != null) {
                    expression(s.condition());
                }
                maybe(s.post());
                block(s.body());
                close();
            }
            case Stmt.Range s -> range(s);
        }
    }

    private void conditional(Stmt.If first) {
        int opened = 0;
        Stmt at = first;
        while (at instanceof Stmt.If s) {
            open();
            opened++;
            maybe(s.init());
            expression(s.condition());
            block(s.then());
            at = s.otherwise();
        }
        maybe(at);
        for (int i = 0; i < opened; i++) {
            close();
        }
    }

    private void results(Stmt.Return s) {
        Type.Signature signature = function;
        List<Variable> results = signature == null ? List.of() : signature.results();
        if (s.results().size() == 1 && results.size() > 1) {
            expression(s.results().getFirst());
            return;
        }
        for (int i = 0; i < s.results().size(); i++) {
            assigned(s.results().get(i), i < results.size() ? results.get(i).type() : null);
        }
    }

    private void assign(Stmt.Assign s) {
        Token operator = s.operator();
        if (operator == Token.DEFINE) {
            define(s);
        } else if (operator == Token.ASSIGN) {
            List<Type> targets = new ArrayList<>();
            for (Expr left : s.left()) {
                targets.add(target(left));
            }
            values(s.right(), targets);
        } else if (s.left().size() == 1 && s.right().size() == 1) {
            Expr left = s.left().getFirst();
            Expr right = s.right().getFirst();
            Operand x = expression(left);
            Operand y = expression(right);
            combined(left, x, plain(operator), right, y);
        }
    }

    private static Token plain(Token operator) {
        return switch (operator) {
            case ADD_ASSIGN -> Token.ADD;
            case SUB_ASSIGN -> Token.SUB;
            case MUL_ASSIGN -> Token.MUL;
            case QUO_ASSIGN -> Token.QUO;
            case REM_ASSIGN -> Token.REM;
            case AND_ASSIGN -> Token.AND;
            case OR_ASSIGN -> Token.OR;
            case XOR_ASSIGN -> Token.XOR;
            case SHL_ASSIGN -> Token.SHL;
            case SHR_ASSIGN -> Token.SHR;
            default -> Token.AND_NOT;
        };
    }

    /** The type of what is assigned to; unknown for {@code _}. */
    private Type target(Expr left) {
        if (left instanceof Expr.Ident name && name.name().equals("_")) {
            return Basic.UNKNOWN;
        }
        return expression(left).type();
    }

    /**
     * Reads values for targets and answers their types; an unknown target takes what it is given.
     */
    final List<Type> values(List<Expr> values, List<Type> targets) {
        var types = new ArrayList<Type>();
        if (values.size() == 1 && targets.size() > 1) {
            Expr value = values.getFirst();
            Operand x = expression(value);
            if (x.type() instanceof Type.Tuple tuple) {
                tuple.variables().forEach(variable -> types.add(variable.type()));
            } else {
                types.add(x.type());
                Type second = targets.get(1).isUnknown() ? Basic.BOOL : targets.get(1);
                types.add(second.underlying() == Basic.BOOL ? second : Basic.BOOL);
                if (asks(x)) {
                    tuple(value, x, types.get(1));
                }
            }
        } else {
            for (int i = 0; i < values.size(); i++) {
                Type target = i < targets.size() ? targets.get(i) : Basic.UNKNOWN;
                types.add(assigned(values.get(i), target.isUnknown() ? null : target).type());
            }
        }
        while (types.size() < targets.size()) {
            types.add(Basic.UNKNOWN);
        }
        return types;
    }

    private static boolean asks(Operand x) {
        return x.mode() == Operand.Mode.MAP_INDEX || x.mode() == Operand.Mode.COMMA_OK;
    }

    private void tuple(Expr value, Operand x, Type second) {
        var both =
                List.of(
                        new Variable("", home, -1, x.type(), Variable.Kind.RESULT),
                        new Variable("", home, -1, second, Variable.Kind.RESULT));
        renote(value, x.with(new Type.Tuple(both)));
    }

    private void define(Stmt.Assign s) {
        List<Type> targets = new ArrayList<>();
        for (Expr left : s.left()) {
            Symbol known = left instanceof Expr.Ident name ? scope.own(name.name()) : null;
            boolean again = known instanceof Variable;
            if (again && left instanceof Expr.Ident name) {
                names(name, known);
            }
            targets.add(again && known != null ? known.type() : Basic.UNKNOWN);
        }
        List<Type> types = values(s.right(), targets);
        for (int i = 0; i < s.left().size(); i++) {
            if (s.left().get(i) instanceof Expr.Ident name
                    && !(scope.own(name.name()) instanceof Variable)) {
                scope.put(declare(name, Kinds.defaultOf(types.get(i)), Variable.Kind.LOCAL));
            }
        }
    }

    private void choice(Stmt.Switch s) {
        open();
        maybe(s.init());
        Operand tag = null;
        if (s.tag() != null) {
            tag = assigned(s.tag(), null);
        }
        for (Clause.Case arm : s.clauses()) {
            for (Expr expression : arm.expressions()) {
                Operand x = expression(expression);
                if (tag != null && s.tag() != null && mayConvert(x, tag)) {
                    x = matched(expression, x, tag.type());
                }
                if (tag != null) {
                    update(expression, Kinds.defaultOf(x.type()));
                } else if (x.isUntyped()) {
                    convert(expression, x, null);
                }
            }
            open();
            all(arm.body());
            close();
        }
        close();
    }

    private void typeChoice(Stmt.TypeSwitch s) {
        open();
        maybe(s.init());
        Operand subject = expression(s.subject());
        for (Clause.Case arm : s.clauses()) {
            Type only = null;
            for (Expr written : arm.expressions()) {
                boolean nil =
                        written instanceof Expr.Ident name
                                && scope.find(name.name()) instanceof Nil;
                only = nil ? null : type(written);
                if (nil) {
                    expression(written);
                }
            }
            open();
            if (s.binding() != null) {
                Type type = arm.expressions().size() == 1 && only != null ? only : subject.type();
                scope.put(
                        new Variable(
                                s.binding().name(),
                                home,
                                s.binding().pos(),
                                type,
                                Variable.Kind.LOCAL));
            }
            all(arm.body());
            close();
        }
        close();
    }

    private void range(Stmt.Range s) {
        open();
        Operand x = expression(s.subject());
        Type key = Basic.UNKNOWN;
        Type value = Basic.UNKNOWN;
        if (x.isUntyped() && x.type() instanceof Basic basic && basic.isNumeric()) {
            Type target = null;
            if (!s.defines() && s.key() != null) {
                target = target(s.key());
            }
            x = convert(s.subject(), x, target == null || target.isUnknown() ? Basic.INT : target);
        }
        switch (Kinds.coreOrString(x.type())) {
            case Basic basic when basic.isString() -> {
                key = Basic.INT;
                value = Basic.INT32;
            }
            case Basic basic when basic.isInteger() -> key = x.type();
            case Type.Slice slice -> {
                key = Basic.INT;
                value = slice.element();
            }
            case Type.Array array -> {
                key = Basic.INT;
                value = array.element();
            }
            case Type.Pointer p when p.element().underlying() instanceof Type.Array array -> {
                key = Basic.INT;
                value = array.element();
            }
            case Type.MapType map -> {
                key = map.key();
                value = map.element();
            }
            case Type.Chan chan -> key = chan.element();
            case Type.Signature over
                    when over.parameters().size() == 1
                            && Kinds.core(over.parameters().getFirst().type())
                                    instanceof Type.Signature yields -> {
                List<Variable> given = yields.parameters();
                key = given.isEmpty() ? key : given.getFirst().type();
                value = given.size() < 2 ? value : given.get(1).type();
            }
            case null, default -> {}
        }
        if (s.defines()) {
            declareRanged(s.key(), key);
            declareRanged(s.value(), value);
        } else {
            for (Expr left : new Expr[] {s.key(), s.value()}) {
                if (left != null) {
                    target(left);
                }
            }
        }
        block(s.body());
        close();
    }

    private void declareRanged(@Nullable Expr left, Type type) {
        if (left instanceof Expr.Ident name) {
            scope.put(declare(name, type, Variable.Kind.LOCAL));
        }
    }

    /** Declares variables of a {@code var} line. */
    final void variables(Spec.Value spec, Variable.Kind kind) {
        Type type = spec.type() == null ? Basic.UNKNOWN : type(spec.type());
        List<Type> targets = new ArrayList<>();
        spec.names().forEach(name -> targets.add(type));
        List<Type> types = spec.values().isEmpty() ? targets : values(spec.values(), targets);
        for (int i = 0; i < spec.names().size(); i++) {
            Type own = spec.type() == null ? Kinds.defaultOf(types.get(i)) : type;
            scope.put(declare(spec.names().get(i), own, kind));
        }
    }
}
