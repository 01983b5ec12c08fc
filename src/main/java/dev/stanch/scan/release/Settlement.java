package dev.stanch.scan.release;

import dev.stanch.scan.flow.Edge;
import dev.stanch.scan.flow.Slot;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.Paths;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Clause;
import dev.stanch.source.Expr;
import dev.stanch.source.Node;
import dev.stanch.source.Stmt;
import dev.stanch.source.Token;
import dev.stanch.source.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks the statements after the acquisition in the order of control. */
final class Settlement {
    private final Code code;
    private final GivingBack giving;
    private final Func func;
    private final Set<Slot> held;
    private @Nullable String error;
    final List<String> leaks = new ArrayList<>();
    String released = "";
    String moved = "";
    boolean returned;

    Settlement(Code code, GivingBack giving, Func func, Set<Slot> held, @Nullable String error) {
        this.code = code;
        this.giving = giving;
        this.func = func;
        this.held = held;
        this.error = error;
    }

    /** Whether the value is settled at the end of the function. */
    boolean after(List<Node> path) {
        for (int i = path.size() - 1; i >= 0; i--) {
            List<Stmt> statements =
                    switch (path.get(i)) {
                        case Stmt.Block block -> block.statements();
                        case Clause arm -> arm.body();
                        default -> List.of();
                    };
            Node inner = i + 1 < path.size() ? path.get(i + 1) : path.get(i);
            if (inner instanceof Stmt.If test && enclosesInHead(test, path)) {
                if (branches(test)) {
                    return true;
                }
            } else if (inner instanceof Stmt statement
                    && statements.contains(statement)
                    && isAcquisition(statement, path)) {
                if (settles(statement)) {
                    return true;
                }
            }
            int at = index(statements, inner);
            if (at >= 0 && list(statements.subList(at + 1, statements.size()))) {
                return true;
            }
        }
        return false;
    }

    private static int index(List<Stmt> statements, Node inner) {
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).is(inner)) {
                return i;
            }
        }
        return -1;
    }

    private boolean enclosesInHead(Stmt.If test, List<Node> path) {
        Node last = path.getLast();
        return last.pos() < test.then().pos();
    }

    /** The statement that holds the acquiring call itself, such as a return or a store. */
    private boolean isAcquisition(Stmt statement, List<Node> path) {
        return switch (statement) {
            case Stmt.Return _,
                    Stmt.Assign _,
                    Stmt.Declaration _,
                    Stmt.Send _,
                    Stmt.Expression _,
                    Stmt.Defer _,
                    Stmt.Go _ ->
                    path.contains(statement);
            default -> false;
        };
    }

    private boolean list(List<Stmt> statements) {
        for (Stmt statement : statements) {
            if (settles(statement)) {
                return true;
            }
            if (error != null && assigns(statement, error)) {
                error = null;
            }
        }
        return false;
    }

    private boolean settles(Stmt statement) {
        return switch (statement) {
            case Stmt.If test -> branches(test);
            case Stmt.Block block -> list(block.statements());
            case Stmt.For loop -> list(loop.body().statements());
            case Stmt.Range loop -> list(loop.body().statements());
            case Stmt.Labeled labeled -> settles(labeled.statement());
            case Stmt.Switch choice -> arms(choice.clauses());
            case Stmt.TypeSwitch choice -> arms(choice.clauses());
            case Stmt.Select select -> arms(select.clauses());
            case Stmt.Return result -> {
                leave(result);
                yield true;
            }
            default -> simple(statement) || Paths.ends(statement, code.goPackage, func.file);
        };
    }

    private void leave(Stmt.Return result) {
        if (simple(result)) {
            return;
        }
        boolean named =
                result.results().isEmpty()
                        && func.results.stream()
                                .anyMatch(variable -> held.contains(code.flow.variable(variable)));
        if (named) {
            returned = true;
            return;
        }
        if (new Return(code, func, held).hands(result.results())) {
            returned = true;
            return;
        }
        leaks.add("the return at " + GivingBack.place(func.file, result));
    }

    private boolean branches(Stmt.If test) {
        if (error != null && success(test.condition(), error)) {
            return list(test.then().statements());
        }
        if (error != null && failure(test.condition(), error)) {
            return test.otherwise() != null && settles(test.otherwise());
        }
        if (test.init() != null && settles(test.init())) {
            return true;
        }
        boolean inThen = list(test.then().statements());
        Stmt otherwise = test.otherwise();
        boolean inElse = otherwise != null && settles(otherwise);
        // behind "if x != nil" there is nothing to give back on the other side
        return inThen && (inElse || presence(test.condition()));
    }

    private boolean presence(Expr condition) {
        return condition instanceof Expr.Binary test
                && test.operator() == Token.NEQ
                && func.file.text(test.right()).equals("nil")
                && mentions(test.left());
    }

    private boolean success(Expr condition, String name) {
        return condition instanceof Expr.Binary test
                && test.operator() == Token.EQL
                && func.file.text(test.left()).equals(name)
                && func.file.text(test.right()).equals("nil");
    }

    private boolean failure(Expr condition, String name) {
        return condition instanceof Expr.Binary test
                && ((test.operator() == Token.NEQ && func.file.text(test.left()).equals(name))
                        || (test.operator() == Token.EQL
                                && mentions(test.left())
                                && func.file.text(test.right()).equals("nil"))
                        || (test.operator() == Token.LOGICAL_OR && failure(test.left(), name)));
    }

    private boolean arms(List<? extends Clause> arms) {
        boolean all = !arms.isEmpty();
        boolean hasDefault = false;
        for (Clause arm : arms) {
            all &= list(arm.body());
            hasDefault |= !(arm instanceof Clause.Case one) || one.isDefault();
        }
        return all && hasDefault;
    }

    private boolean assigns(Stmt statement, String name) {
        return statement instanceof Stmt.Assign assign
                && assign.left().stream().anyMatch(target -> func.file.text(target).equals(name));
    }

    /** Whether a statement gives the value back or hands it over. */
    private boolean simple(Stmt statement) {
        var found = new boolean[1];
        boolean later = statement instanceof Stmt.Defer || statement instanceof Stmt.Go;
        Walk.preorder(
                statement,
                node -> {
                    if (node instanceof Expr.Call call
                            && !found[0]
                            && giving.gives(func.file, call, held, 0)) {
                        found[0] = true;
                        released = "given back at " + GivingBack.place(func.file, call);
                    }
                    return later || !(node instanceof Expr.FuncLit);
                });
        if (!found[0] && moves(statement)) {
            found[0] = true;
            moved = "handed over at " + GivingBack.place(func.file, statement);
        }
        return found[0];
    }

    /**
     * Stored in something that is not made here, sent away, given to a goroutine, or taken by an
     * unknown closure.
     */
    private boolean moves(Stmt statement) {
        for (Slot slot : held) {
            for (Edge edge : slot.out) {
                boolean here =
                        edge.file().is(func.file)
                                && statement.pos() <= edge.at().pos()
                                && edge.at().end() <= statement.end();
                if (here && takes(edge)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean takes(Edge edge) {
        return switch (edge.kind()) {
            case STORE -> edge.container() != null && !held.contains(edge.container());
            case COPY ->
                    edge.to().kind == Slot.Kind.GLOBAL
                            || (edge.to().kind == Slot.Kind.FIELD
                                    && edge.at() instanceof Stmt.Assign);
            case HELD -> edge.at() instanceof Expr.FuncLit;
            case ARGUMENT -> !held.contains(edge.to()) && giving.keptBy(edge.to());
            case RETURN, RESLICE -> false;
        };
    }

    /** A call into C takes its arguments and keeps nothing of them in its result. */
    private boolean mentions(Expr value) {
        var found = new boolean[1];
        Walk.preorder(
                value,
                node -> {
                    if (node instanceof Expr expression) {
                        Slot slot = code.slot(func.file, expression);
                        found[0] |= slot != null && held.contains(slot);
                    }
                    String foreign =
                            node instanceof Expr.Call call
                                    ? code.goPackage.foreign(
                                            func.file, Types.strip(call.function()))
                                    : null;
                    return foreign == null || !foreign.startsWith("C.");
                });
        return found[0];
    }
}
