package dev.stanch.scan;

import dev.stanch.source.Clause;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import dev.stanch.source.Stmt;
import dev.stanch.source.Token;
import dev.stanch.source.Walk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether something that a call acquires is given back on every path of the function, or handed to
 * someone else. A function that returns it (or an object that holds it) passes the obligation to
 * its callers, three levels up.
 */
final class Obligation {
    private static final int MAX_LEVELS = 3;
    private static final int MAX_NAMES = 200;
    private static final List<String> RELEASING =
            List.of(
                    "free",
                    "close",
                    "destroy",
                    "release",
                    "dispose",
                    "munmap",
                    "unmap",
                    "delete",
                    "cancel",
                    "stop",
                    "shutdown");

    private final Code code;
    private final boolean mustEnd;

    /**
     * @param mustEnd whether a value that was handed over counts as lost when no code at all gives
     *     such values back
     */
    Obligation(Code code, boolean mustEnd) {
        this.code = code;
        this.mustEnd = mustEnd;
    }

    /** The outcome and the line that gives it back, takes it over or loses it. */
    record Outcome(Release release, String detail) {}

    /** Judges the value of one call (or one of its results). */
    Outcome of(Func func, Expr acquire, int result) {
        return of(func, acquire, result, 0);
    }

    private Outcome of(Func func, Expr acquire, int result, int level) {
        Slot slot = code.flow.find(func.file, Types.strip(acquire), result);
        if (func.body == null || slot == null) {
            return new Outcome(Release.NEVER, "the result is dropped");
        }
        Set<Slot> held = names(slot);
        List<Node> path = Paths.to(func.body, acquire);
        var scan = new Scan(func, held, errorName(path, acquire));
        boolean done = scan.after(path);
        if (scan.returned) {
            return level < MAX_LEVELS
                    ? callers(func, level)
                    : new Outcome(Release.TRANSFERRED, "returned by " + func.name);
        }
        if (done && scan.leaks.isEmpty()) {
            return scan.moved.isEmpty()
                    ? new Outcome(Release.ALL_PATHS, scan.released)
                    : transferred(held, scan.moved);
        }
        if (scan.released.isEmpty()) {
            return scan.moved.isEmpty()
                    ? new Outcome(Release.NEVER, "nothing in " + func.name + " gives it back")
                    : transferred(held, scan.moved);
        }
        String leak = scan.leaks.isEmpty() ? "the end of " + func.name : scan.leaks.getFirst();
        return new Outcome(Release.SOME_PATHS, "not given back on the way to " + leak);
    }

    /**
     * Handed to something that lives on: fine when any code of the package gives such a value back.
     */
    private Outcome transferred(Set<Slot> held, String moved) {
        Set<Slot> aliases = new LinkedHashSet<>(code.flow.aliases(held));
        for (Func func : code.goPackage.all) {
            if (func.body == null || !code.reach.reachable(func)) {
                continue;
            }
            var found = new String[1];
            Paths.own(
                    func.body,
                    node -> {
                        if (node instanceof Expr.Call call
                                && found[0] == null
                                && releases(func.file, call, aliases, 0)) {
                            found[0] = place(func.file, call);
                        }
                    });
            if (found[0] != null) {
                return new Outcome(Release.TRANSFERRED, moved + "; given back at " + found[0]);
            }
        }
        return new Outcome(
                mustEnd ? Release.NEVER : Release.TRANSFERRED, moved + "; nothing gives it back");
    }

    private Outcome callers(Func func, int level) {
        Outcome worst = null;
        for (Func caller : code.goPackage.all) {
            if (caller.body == null) {
                continue;
            }
            var calls = new ArrayList<Expr.Call>();
            Paths.own(
                    caller.body,
                    node -> {
                        if (node instanceof Expr.Call call
                                && code.types.target(call, caller.file) == func) {
                            calls.add(call);
                        }
                    });
            for (Expr.Call call : calls) {
                Outcome outcome =
                        caller == func
                                ? new Outcome(Release.TRANSFERRED, "returned by " + func.name)
                                : of(caller, call, 0, level + 1);
                if (worst == null || badness(outcome.release()) > badness(worst.release())) {
                    worst = outcome;
                }
            }
        }
        return worst == null ? new Outcome(Release.TRANSFERRED, "returned by " + func.name) : worst;
    }

    private static int badness(Release release) {
        return switch (release) {
            case ALL_PATHS -> 0;
            case TRANSFERRED -> 1;
            case SOME_PATHS -> 2;
            case NEVER -> 3;
        };
    }

    /** The local names of a value and of the objects made here that hold it. */
    private static Set<Slot> names(Slot start) {
        var names = new LinkedHashSet<Slot>();
        names.add(start);
        var open = new ArrayDeque<Slot>(names);
        while (!open.isEmpty() && names.size() < MAX_NAMES) {
            Slot slot = open.poll();
            for (Edge edge : slot.out) {
                boolean local =
                        edge.to().kind == Slot.Kind.VARIABLE
                                || edge.to().kind == Slot.Kind.EXPRESSION;
                boolean keeps = edge.kind() == Edge.Kind.COPY || edge.kind() == Edge.Kind.HELD;
                boolean closure = edge.at() instanceof Expr.FuncLit;
                if (local && keeps && !closure && names.add(edge.to())) {
                    open.add(edge.to());
                }
            }
        }
        return names;
    }

    /** The error variable that tells whether there is anything to give back. */
    private static @Nullable String errorName(List<Node> path, Expr acquire) {
        for (Node node : path) {
            if (node instanceof Stmt.Assign assign
                    && assign.left().size() > 1
                    && assign.right().size() == 1
                    && Types.strip(assign.right().getFirst()).is(Types.strip(acquire))
                    && assign.left().getLast() instanceof Expr.Ident name) {
                return name.name();
            }
        }
        return null;
    }

    private static String place(GoFile file, Node node) {
        String name = file.name().substring(file.name().lastIndexOf('/') + 1);
        return name + ":" + file.line(node);
    }

    /** Whether a call gives back one of these. */
    private boolean releases(GoFile file, Expr.Call call, Set<Slot> held, int level) {
        Expr function = Types.strip(call.function());
        boolean named = releasing(lastName(function));
        if (function instanceof Expr.Selector method
                && code.goPackage.foreign(file, method) == null) {
            Slot base = baseSlot(file, method.operand());
            if (base != null && held.contains(base)) {
                Func target = code.types.method(method, file);
                return named || (target != null && frees(target, target.receiver, level));
            }
        }
        for (int i = 0; i < call.arguments().size(); i++) {
            Slot argument = code.slot(file, call.arguments().get(i));
            if (argument != null && held.contains(argument)) {
                Func target = code.types.target(call, file);
                if (target == null) {
                    return named;
                }
                boolean frees =
                        i < target.parameters.size()
                                && frees(target, target.parameters.get(i), level);
                return frees || named;
            }
        }
        Slot itself = code.slot(file, function);
        return itself != null && held.contains(itself);
    }

    /** {@code r} for {@code r.Body}: closing a part gives the whole back. */
    private @Nullable Slot baseSlot(GoFile file, Expr operand) {
        Slot slot = code.slot(file, operand);
        if (Types.strip(operand) instanceof Expr.Selector selector
                && selector.name().name().equals("Body")) {
            return code.slot(file, selector.operand());
        }
        return slot;
    }

    /** Whether a parameter's value is put into something that outlives the function. */
    private static boolean keptBy(Slot parameter) {
        for (Slot name : names(parameter)) {
            for (Edge edge : name.out) {
                boolean stored =
                        edge.kind() == Edge.Kind.STORE
                                || (edge.kind() == Edge.Kind.COPY
                                        && (edge.to().kind == Slot.Kind.GLOBAL
                                                || (edge.to().kind == Slot.Kind.FIELD
                                                        && edge.at() instanceof Stmt.Assign)));
                if (stored) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean frees(Func target, @Nullable Variable value, int level) {
        if (value == null || target.body == null || level >= MAX_LEVELS) {
            return false;
        }
        Set<Slot> held = names(code.flow.variable(value));
        var found = new boolean[1];
        Paths.own(
                target.body,
                node -> {
                    if (node instanceof Expr.Call call && !found[0]) {
                        found[0] = releases(target.file, call, held, level + 1);
                    }
                });
        return found[0];
    }

    private static String lastName(Expr function) {
        return switch (function) {
            case Expr.Ident name -> name.name();
            case Expr.Selector selector -> selector.name().name();
            default -> "";
        };
    }

    static boolean releasing(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return RELEASING.stream().anyMatch(lower::contains);
    }

    /** Walks the statements after the acquisition in the order of control. */
    private final class Scan {
        private final Func func;
        private final Set<Slot> held;
        private @Nullable String error;
        private final List<String> leaks = new ArrayList<>();
        private String released = "";
        private String moved = "";
        private boolean returned;

        Scan(Func func, Set<Slot> held, @Nullable String error) {
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
                                    .anyMatch(variable ->
                                            held.contains(code.flow.variable(variable)));
            if (named) {
                returned = true;
                return;
            }
            for (Expr value : result.results()) {
                if (mentions(value)) {
                    returned = true;
                    return;
                }
            }
            leaks.add("the return at " + place(func.file, result));
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
                    && assign.left().stream()
                            .anyMatch(target -> func.file.text(target).equals(name));
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
                                && releases(func.file, call, held, 0)) {
                            found[0] = true;
                            released = "given back at " + place(func.file, call);
                        }
                        return later || !(node instanceof Expr.FuncLit);
                    });
            if (!found[0] && moves(statement)) {
                found[0] = true;
                moved = "handed over at " + place(func.file, statement);
            }
            return found[0];
        }

        /**
         * Stored in something that is not made here, sent away, given to a goroutine, or taken by
         * an unknown closure.
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
                case ARGUMENT -> !held.contains(edge.to()) && keptBy(edge.to());
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
}
