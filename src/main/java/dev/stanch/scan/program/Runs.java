package dev.stanch.scan.program;

import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.Paths;
import dev.stanch.scan.name.Variable;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import dev.stanch.source.Stmt;
import dev.stanch.source.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How often a run of the program gets to a statement. Only what the package shows counts: a
 * function of another package's choosing is taken to run again and again.
 */
public final class Runs {
    private final Code code;

    public Runs(Code code) {
        this.code = code;
    }

    /** A call together with the function that it stands in, null for a package's variable. */
    record Site(@Nullable Func func, GoFile file, Expr.Call call, boolean started) {
        Site {
            if (func != null && !func.file.is(file)) {
                throw new IllegalArgumentException("a call of another file");
            }
        }
    }

    /**
     * Whether a run gets to the function at most once: main, init, what a {@code sync.Once} is
     * given, and what only these call outside of loops.
     */
    public boolean once(Func func) {
        return once(func, new HashSet<>());
    }

    private boolean once(Func func, Set<Func> open) {
        if (!open.add(func)) {
            return false;
        }
        if (func.receiverType.isEmpty() && func.shortName.equals("init")) {
            return true;
        }
        if (func.receiverType.isEmpty()
                && func.shortName.equals("main")
                && code.goPackage.name.equals("main")) {
            return true;
        }
        if (func.exported() && !code.goPackage.name.equals("main")) {
            return false;
        }
        List<Site> calls = sites(func);
        if (calls == null || calls.size() != 1) {
            return false;
        }
        Site only = calls.getFirst();
        return only.func() == null
                || (onceDo(only.func(), only.call())
                        || (!Paths.inLoop(only.func(), only.call()) && once(only.func(), open)));
    }

    /** All calls of a function, null when it is also used as a value that anybody may call. */
    @Nullable List<Site> sites(Func func) {
        var calls = new ArrayList<Site>();
        var loose = new boolean[1];
        for (Func caller : code.goPackage.all) {
            Set<Integer> called = new HashSet<>();
            Paths.own(
                    caller.body,
                    node -> {
                        if (node instanceof Expr.Call call) {
                            boolean target = code.types.target(call, caller.file) == func;
                            if (target
                                    || (onceDo(caller, call) && names(call, func, caller.file))) {
                                calls.add(
                                        new Site(caller, caller.file, call, started(caller, call)));
                                called.add(
                                        Types.strip(
                                                        target
                                                                ? call.function()
                                                                : call.arguments().getFirst())
                                                .pos());
                            } else if (mayReach(call, func, caller.file)) {
                                loose[0] = true;
                            }
                        }
                    });
            Paths.own(
                    caller.body,
                    node -> {
                        if (node instanceof Expr value
                                && !called.contains(value.pos())
                                && isValue(value, func, caller.file)) {
                            loose[0] = true;
                        }
                    });
        }
        return loose[0] ? null : calls;
    }

    private boolean isValue(Expr value, Func func, GoFile file) {
        return switch (value) {
            case Expr.Ident name ->
                    code.goPackage.variable(file, name) == null
                            && func.receiverType.isEmpty()
                            && code.goPackage.functions.get(name.name()) == func
                            && !func.literal();
            case Expr.Selector selector ->
                    selector.name().name().equals(func.shortName)
                            && !func.receiverType.isEmpty()
                            && code.types.method(selector, file) == func;
            case Expr.FuncLit literal -> code.goPackage.literal(file, literal) == func;
            default -> false;
        };
    }

    /** A method call whose receiver is unknown. */
    private boolean mayReach(Expr.Call call, Func func, GoFile file) {
        return !func.receiverType.isEmpty()
                && Types.strip(call.function()) instanceof Expr.Selector selector
                && selector.name().name().equals(func.shortName)
                && code.goPackage.foreign(file, selector) == null
                && code.types.target(call, file) == null
                && call.arguments().size() == func.parameters.size();
    }

    private boolean names(Expr.Call call, Func func, GoFile file) {
        return !call.arguments().isEmpty()
                && isValue(Types.strip(call.arguments().getFirst()), func, file);
    }

    /** {@code once.Do(f)} of a Once that lives as long as the program. */
    private boolean onceDo(Func caller, Expr.Call call) {
        if (call.arguments().size() != 1
                || !(call.function() instanceof Expr.Selector selector)
                || !selector.name().name().equals("Do")
                || !Types.written(code.types.of(selector.operand(), caller.file))
                        .equals("sync.Once")) {
            return false;
        }
        if (!(selector.operand() instanceof Expr.Ident name)) {
            return false;
        }
        Variable variable = code.goPackage.variable(caller.file, name);
        return variable != null && variable.global();
    }

    private static boolean started(Func caller, Expr.Call call) {
        if (caller.body == null) {
            return false;
        }
        for (Node node : Paths.to(caller.body, call)) {
            if (node instanceof Stmt.Go start && start.call().is(call)) {
                return true;
            }
        }
        return false;
    }

    /** The function literals and functions that {@code go} statements of the package start. */
    public boolean startedByGo(Func func) {
        var found = new boolean[1];
        for (Func caller : code.goPackage.all) {
            Paths.own(
                    caller.body,
                    node -> {
                        if (node instanceof Stmt.Go start
                                && Types.strip(start.call()) instanceof Expr.Call call
                                && code.types.target(call, caller.file) == func) {
                            found[0] = true;
                        }
                    });
        }
        return found[0];
    }

    /**
     * Whether the function holds a loop that nothing but an event from outside ends: no condition,
     * or the messages of a channel; the loops around {@code inside} do not count.
     */
    public boolean lasts(Func func, @Nullable Node inside) {
        var found = new boolean[1];
        Paths.own(
                func.body,
                node -> {
                    boolean endless =
                            switch (node) {
                                case Stmt.For loop -> loop.condition() == null;
                                case Stmt.Range loop -> channel(loop, func);
                                case Stmt.Select select -> select.clauses().isEmpty();
                                default -> false;
                            };
                    boolean around =
                            inside != null
                                    && node.pos() <= inside.pos()
                                    && inside.end() <= node.end();
                    found[0] |= endless && !around;
                });
        return found[0];
    }

    public boolean channel(Stmt.Range loop, Func func) {
        return code.types.isChannel(code.types.of(loop.subject(), func.file))
                || code.timerChannel(func.file, loop.subject());
    }

    /** Whether a call or an operation stands anywhere inside a node, literals included. */
    public static boolean contains(@Nullable Node root, java.util.function.Predicate<Node> wanted) {
        var found = new boolean[1];
        Walk.preorder(
                root,
                node -> {
                    found[0] |= wanted.test(node);
                    return !found[0];
                });
        return found[0];
    }
}
