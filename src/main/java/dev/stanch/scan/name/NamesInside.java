package dev.stanch.scan.name;

import dev.stanch.source.Clause;
import dev.stanch.source.Decl;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import dev.stanch.source.Spec;
import dev.stanch.source.Stmt;
import dev.stanch.source.Token;
import dev.stanch.source.Walk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resolves the inside of one function (or of the package's variables, with no function). */
final class NamesInside {
    private final GoPackage goPackage;
    private final Names names;
    private final GoFile file;
    private final @Nullable Func func;

    NamesInside(GoPackage goPackage, Names names, GoFile file, @Nullable Func func) {
        this.goPackage = goPackage;
        this.names = names;
        this.file = file;
        this.func = func;
    }

    void statements(List<Stmt> all, Scope scope) {
        for (Stmt statement : all) {
            statement(statement, scope);
        }
    }

    private void statement(@Nullable Stmt statement, Scope scope) {
        switch (statement) {
            case null -> {}
            case Stmt.Block block -> statements(block.statements(), new Scope(scope));
            case Stmt.Labeled labeled -> statement(labeled.statement(), scope);
            case Stmt.Declaration declaration -> declaration(declaration.declaration(), scope);
            case Stmt.Assign assign -> assign(assign, scope);
            case Stmt.If test -> {
                var inner = new Scope(scope);
                statement(test.init(), inner);
                expression(test.condition(), inner);
                statement(test.then(), inner);
                statement(test.otherwise(), inner);
            }
            case Stmt.For loop -> {
                var inner = new Scope(scope);
                statement(loop.init(), inner);
                expression(loop.condition(), inner);
                statement(loop.post(), inner);
                statement(loop.body(), inner);
            }
            case Stmt.Range loop -> range(loop, scope);
            case Stmt.Switch choice -> {
                var inner = new Scope(scope);
                statement(choice.init(), inner);
                expression(choice.tag(), inner);
                for (Clause.Case arm : choice.clauses()) {
                    expressions(arm.expressions(), inner);
                    statements(arm.body(), new Scope(inner));
                }
            }
            case Stmt.TypeSwitch choice -> typeSwitch(choice, scope);
            case Stmt.Select select -> {
                for (Clause.Comm arm : select.clauses()) {
                    var inner = new Scope(scope);
                    statement(arm.communication(), inner);
                    statements(arm.body(), inner);
                }
            }
            case Stmt.Expression s -> expression(s.expression(), scope);
            case Stmt.Send s -> {
                expression(s.channel(), scope);
                expression(s.value(), scope);
            }
            case Stmt.IncDec s -> expression(s.operand(), scope);
            case Stmt.Go s -> expression(s.call(), scope);
            case Stmt.Defer s -> expression(s.call(), scope);
            case Stmt.Return s -> expressions(s.results(), scope);
            case Stmt.Bad _, Stmt.Empty _, Stmt.Branch _ -> {}
        }
    }

    private void declaration(Decl.Gen gen, Scope scope) {
        for (Spec spec : gen.specs()) {
            if (spec instanceof Spec.Value value) {
                expressions(value.values(), scope);
                for (int i = 0; i < value.names().size(); i++) {
                    Expr.Ident name = value.names().get(i);
                    define(
                            name,
                            Names.variable(Variable.Kind.LOCAL, file, name, value, i, func),
                            scope);
                }
            } else if (spec instanceof Spec.Type type) {
                goPackage.types.putIfAbsent(type.name().name(), new GoPackage.TypeDecl(type, file));
            }
        }
    }

    private void define(Expr.Ident name, Variable variable, Scope scope) {
        if (!name.name().equals("_")) {
            scope.names.put(name.name(), variable);
            goPackage.use(file, name.pos(), variable);
        }
    }

    private void assign(Stmt.Assign assign, Scope scope) {
        expressions(assign.right(), scope);
        if (assign.operator() != Token.DEFINE) {
            expressions(assign.left(), scope);
            return;
        }
        int values = assign.right().size();
        for (int i = 0; i < assign.left().size(); i++) {
            if (!(assign.left().get(i) instanceof Expr.Ident name)) {
                expression(assign.left().get(i), scope);
                continue;
            }
            Variable known = scope.names.get(name.name());
            if (known != null && assign.left().size() > 1) {
                goPackage.use(file, name.pos(), known);
                continue;
            }
            boolean paired = values == assign.left().size();
            Expr init =
                    paired ? assign.right().get(i) : values == 1 ? assign.right().getFirst() : null;
            define(
                    name,
                    local(name, init, paired ? 0 : i, paired ? 1 : assign.left().size()),
                    scope);
        }
    }

    private Variable local(Expr.Ident name, @Nullable Expr init, int index, int values) {
        return new Variable(
                Variable.Kind.LOCAL,
                name.name(),
                file,
                name.pos(),
                null,
                init,
                index,
                values,
                func);
    }

    private void range(Stmt.Range loop, Scope scope) {
        var inner = new Scope(scope);
        expression(loop.subject(), scope);
        var parts = new ArrayList<@Nullable Expr>();
        parts.add(loop.key());
        parts.add(loop.value());
        for (int i = 0; i < 2; i++) {
            Expr part = parts.get(i);
            if (loop.defines() && part instanceof Expr.Ident name) {
                Expr subject =
                        new Expr.Unary(
                                loop.pos(), loop.subject().end(), Token.RANGE, loop.subject());
                define(name, local(name, subject, i, 2), inner);
            } else {
                expression(part, inner);
            }
        }
        statement(loop.body(), inner);
    }

    private void typeSwitch(Stmt.TypeSwitch choice, Scope scope) {
        var inner = new Scope(scope);
        statement(choice.init(), inner);
        expression(choice.subject(), inner);
        for (Clause.Case arm : choice.clauses()) {
            var body = new Scope(inner);
            Expr.Ident binding = choice.binding();
            if (binding != null) {
                Expr type = arm.expressions().size() == 1 ? arm.expressions().getFirst() : null;
                var variable =
                        new Variable(
                                Variable.Kind.LOCAL,
                                binding.name(),
                                file,
                                arm.pos(),
                                type,
                                choice.subject(),
                                0,
                                1,
                                func);
                body.names.put(binding.name(), variable);
                goPackage.use(file, arm.pos(), variable);
            }
            statements(arm.body(), body);
        }
    }

    void expressions(List<Expr> all, Scope scope) {
        for (Expr expression : all) {
            expression(expression, scope);
        }
    }

    private void expression(@Nullable Expr root, Scope scope) {
        Walk.preorder(root, node -> enter(node, scope));
    }

    private boolean enter(Node node, Scope scope) {
        return switch (node) {
            case Expr.Ident name -> {
                Variable found = scope.find(name.name());
                if (found != null) {
                    goPackage.use(file, name.pos(), found);
                }
                yield false;
            }
            case Expr.Selector selector -> {
                expression(selector.operand(), scope);
                yield false;
            }
            case Expr.Composite composite -> {
                composite(composite, scope);
                yield false;
            }
            case Expr.FuncLit literal -> {
                literal(literal, scope);
                yield false;
            }
            case Expr.StructType _, Expr.FuncType _, Expr.InterfaceType _ -> false;
            default -> true;
        };
    }

    /** Keys of a struct literal are fields, not variables. */
    private void composite(Expr.Composite composite, Scope scope) {
        boolean keysAreValues =
                composite.type() instanceof Expr.MapType
                        || composite.type() instanceof Expr.ArrayType;
        for (Expr element : composite.elements()) {
            if (element instanceof Expr.KeyValue pair) {
                if (keysAreValues || !(pair.key() instanceof Expr.Ident)) {
                    expression(pair.key(), scope);
                }
                expression(pair.value(), scope);
            } else {
                expression(element, scope);
            }
        }
    }

    private void literal(Expr.FuncLit literal, Scope scope) {
        Func parent = func;
        String name;
        if (parent == null) {
            name = goPackage.name + ".init.func";
        } else {
            int number = ++parent.literals;
            name = parent.literal() ? parent.name + "." + number : parent.name + ".func" + number;
        }
        var made = new Func(file, literal, name, "", "", parent, literal.type(), literal.body());
        goPackage.literal(file, literal.pos(), made);
        names.function(made, scope);
    }
}
