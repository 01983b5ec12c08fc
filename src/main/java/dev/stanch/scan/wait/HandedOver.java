package dev.stanch.scan.wait;

import dev.stanch.scan.CodeLine;
import dev.stanch.scan.flow.Flow;
import dev.stanch.scan.flow.Op;
import dev.stanch.scan.flow.Slot;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.Paths;
import dev.stanch.scan.name.Variable;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.program.Neighbours;
import dev.stanch.scan.program.Runs;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import dev.stanch.source.Stmt;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a function is handed to a call that runs it on a goroutine (or coroutine) of its own:
 * functions of the program by what they do with the parameter, those of libraries by what they are
 * known for.
 */
public final class HandedOver {
    /** Methods and functions of pools, groups and timers that start what they are given. */
    private static final Set<String> STARTERS =
            Set.of(
                    "Go",
                    "TryGo",
                    "CtxGo",
                    "Submit",
                    "SubmitErr",
                    "Spawn",
                    "Schedule",
                    "AfterFunc",
                    "AddFunc",
                    "DoChan",
                    "NewPoolWithFunc",
                    "NewPoolWithFuncGeneric");

    private final Code code;
    private final Neighbours neighbours;

    public HandedOver(Code code, Neighbours neighbours) {
        this.code = code;
        this.neighbours = neighbours;
    }

    public Optional<CodeLine> at(GoFile file, int line) {
        Func inner = null;
        for (Func func : code.goPackage.all) {
            if (func.covers(file, line) && (inner == null || func.node.pos() >= inner.node.pos())) {
                inner = func;
            }
        }
        for (Func at = inner; at != null; at = at.parent) {
            CodeLine start = start(at);
            start = start == null ? new Handlers(code).registered(at) : start;
            if (start != null) {
                return Optional.of(start);
            }
        }
        return Optional.empty();
    }

    private @Nullable CodeLine start(Func func) {
        for (Func caller : code.goPackage.all) {
            var found = new Node[1];
            Paths.own(
                    caller.body,
                    node -> {
                        if (found[0] == null && node instanceof Expr.Call call) {
                            for (int i = 0; i < call.arguments().size(); i++) {
                                Expr argument = call.arguments().get(i);
                                if (means(argument, func, caller.file)
                                        && starts(call, i, caller.file)) {
                                    found[0] = call;
                                }
                            }
                        }
                    });
            if (found[0] != null) {
                return caller.codeLine(statement(caller, found[0]));
            }
        }
        return null;
    }

    /** The simple statement around a node, or the node itself. */
    static Node statement(Func func, Node call) {
        Node statement = call;
        if (func.body != null) {
            for (Node node : Paths.to(func.body, call)) {
                boolean simple =
                        node instanceof Stmt.Expression
                                || node instanceof Stmt.Assign
                                || node instanceof Stmt.Return
                                || node instanceof Stmt.Declaration
                                || node instanceof Stmt.Go
                                || node instanceof Stmt.Defer;
                statement = simple ? node : statement;
            }
        }
        return statement;
    }

    /**
     * Whether an argument is the function, by name, as a literal, or as a value that it flows to.
     */
    private boolean means(Expr argument, Func func, GoFile file) {
        return switch (Types.strip(argument)) {
            case Expr.FuncLit literal -> code.goPackage.literal(file, literal) == func;
            case Expr.Selector method when code.types.method(method, file) == func -> true;
            case Expr value -> {
                Slot slot = code.slot(file, value);
                yield slot != null && code.flow.functions(slot).contains(func);
            }
        };
    }

    private boolean pulls(Expr.Call call, GoFile file) {
        String foreign = code.goPackage.foreign(file, Types.strip(call.function()));
        return "iter.Pull".equals(foreign) || "iter.Pull2".equals(foreign);
    }

    private boolean starts(Expr.Call call, int index, GoFile file) {
        if (pulls(call, file)) {
            return index == 0;
        }
        Func target = code.types.target(call, file);
        if (target != null) {
            return runs(code, target, index, new LinkedHashSet<>());
        }
        Optional<Neighbours.Target> other = neighbours.target(code, file, call);
        if (other.isPresent()) {
            return runs(other.get().code(), other.get().func(), index, new LinkedHashSet<>());
        }
        if (!(Types.strip(call.function()) instanceof Expr.Selector selector)) {
            return false;
        }
        String foreign = code.goPackage.foreign(file, selector);
        return STARTERS.contains(selector.name().name())
                || (foreign != null && foreign.contains("/conc/iter."))
                || (index == 0
                        && selector.name().name().equals("Add")
                        && Types.written(code.types.of(selector.operand(), file))
                                .equals("run.Group"));
    }

    /** Whether a function starts its parameter, itself or by handing it on. */
    private boolean runs(Code there, Func target, int index, Set<Func> open) {
        if (target.parameters.isEmpty() || !open.add(target)) {
            return false;
        }
        Variable parameter = target.parameters.get(Math.min(index, target.parameters.size() - 1));
        Set<Slot> held = there.flow.aliases(there.flow.variable(parameter));
        for (Op op : Flow.ops(held, Op.Kind.INVOKE)) {
            if (op.func() != null && onGoroutine(there, op.func(), op.at())) {
                return true;
            }
        }
        return handsOn(there, target, parameter);
    }

    private static boolean handsOn(Code there, Func target, Variable parameter) {
        return Runs.contains(
                target.body,
                node -> {
                    if (!(node instanceof Expr.Call call)
                            || !(Types.strip(call.function()) instanceof Expr.Selector selector)
                            || !STARTERS.contains(selector.name().name())
                            || there.types.target(call, target.file) != null) {
                        return false;
                    }
                    return call.arguments().stream()
                            .anyMatch(argument ->
                                    Runs.contains(
                                            argument,
                                            inner ->
                                                    inner instanceof Expr.Ident name
                                                            && there.goPackage.variable(
                                                                            target.file, name)
                                                                    == parameter));
                });
    }

    /** Whether a call stands behind {@code go}, or in a function that a {@code go} starts. */
    private static boolean onGoroutine(Code there, Func func, Node call) {
        if (func.body != null) {
            for (Node node : Paths.to(func.body, call)) {
                if (node instanceof Stmt.Go) {
                    return true;
                }
            }
        }
        return new Runs(there).startedByGo(func);
    }
}
