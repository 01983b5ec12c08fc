package dev.stanch.scan.wait;

import dev.stanch.scan.flow.Flow;
import dev.stanch.scan.flow.Op;
import dev.stanch.scan.flow.Slot;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.Paths;
import dev.stanch.scan.name.Variable;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.program.Runs;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Clause;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import dev.stanch.source.Stmt;
import dev.stanch.source.Token;
import dev.stanch.source.Walk;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what bounds the number of goroutines that one {@code go} statement has running. */
final class StartGuard {
    private final Code code;
    private final Runs runs;

    StartGuard(Code code) {
        this.code = code;
        this.runs = new Runs(code);
    }

    /** What bounds it, empty when nothing does. */
    String of(Func func, Node start, @Nullable Func target) {
        if (func.body == null) {
            return "";
        }
        List<Node> path = Paths.to(func.body, start);
        String limit = limit(func, path, start);
        if (!limit.isEmpty()) {
            return limit;
        }
        String permit = permit(func, path, target);
        if (!permit.isEmpty()) {
            return permit;
        }
        String limited = start instanceof Expr.Call call ? limited(func, call) : "";
        return !limited.isEmpty() ? limited : runs.once(func) ? counted(func, path) : "";
    }

    /** A group that holds back more than a number of goroutines (errgroup.Group.SetLimit). */
    private String limited(Func func, Expr.Call start) {
        if (!(start.function() instanceof Expr.Selector selector)
                || !(outlives(func, selector.operand()) || runs.once(func))) {
            return "";
        }
        String group = func.file.text(selector.operand());
        var found = new String[] {""};
        Walk.all(
                func.outermost().body,
                node -> {
                    if (node instanceof Expr.Call call
                            && call.function() instanceof Expr.Selector limit
                            && limit.name().name().equals("SetLimit")
                            && func.file.text(limit.operand()).equals(group)
                            && call.arguments().size() == 1
                            && !(call.arguments().getFirst() instanceof Expr.Unary)) {
                        found[0] = func.file.text(call);
                    }
                });
        return found[0];
    }

    /** A comparison of something that grows with each start, around it or before it. */
    private String limit(Func func, List<Node> path, Node start) {
        for (int i = 0; i < path.size(); i++) {
            Node node = path.get(i);
            if (node instanceof Stmt.If test
                    && within(test.then(), start)
                    && compares(func, test.condition(), true)) {
                return "if " + func.file.text(test.condition());
            }
            if (i + 1 < path.size()) {
                for (Stmt before : before(node, path.get(i + 1))) {
                    if (before instanceof Stmt.If test
                            && Paths.ends(test.then(), code.goPackage, func.file)
                            && compares(func, test.condition(), false)) {
                        return "if " + func.file.text(test.condition());
                    }
                }
            }
        }
        return "";
    }

    private static boolean within(Node outer, Node inner) {
        return outer.pos() <= inner.pos() && inner.end() <= outer.end();
    }

    /** The statements of a block or clause that come before one of its statements. */
    private static List<Stmt> before(Node holder, Node next) {
        List<Stmt> all =
                switch (holder) {
                    case Stmt.Block block -> block.statements();
                    case Clause clause -> clause.body();
                    default -> List.of();
                };
        return all.stream().filter(statement -> statement.end() <= next.pos()).toList();
    }

    /**
     * Whether a condition holds a number below a limit that each start raises; {@code below} tells
     * whether the condition lets the start happen or prevents it.
     */
    private boolean compares(Func func, Expr condition, boolean below) {
        return switch (Types.strip(condition)) {
            case Expr.Binary both
                    when both.operator() == (below ? Token.LOGICAL_AND : Token.LOGICAL_OR) ->
                    compares(func, both.left(), below) || compares(func, both.right(), below);
            case Expr.Binary test ->
                    switch (test.operator()) {
                        case LSS, LEQ -> grows(func, below ? test.left() : test.right());
                        case GTR, GEQ -> grows(func, below ? test.right() : test.left());
                        case EQL -> !below && grows(func, test.left());
                        case NEQ -> below && grows(func, test.left());
                        default -> false;
                    };
            default -> false;
        };
    }

    /** Whether the function raises what an expression counts, and no call of it starts anew. */
    private boolean grows(Func func, Expr counted) {
        Expr plain = Types.strip(counted);
        if (plain instanceof Expr.Call call) {
            if (call.function() instanceof Expr.Ident name
                    && name.name().equals("len")
                    && call.arguments().size() == 1) {
                return fills(func, call.arguments().getFirst());
            }
            if (call.function() instanceof Expr.Selector selector) {
                boolean adds = selector.name().name().startsWith("Add");
                boolean loads = selector.name().name().startsWith("Load");
                boolean free = code.goPackage.foreign(func.file, selector) != null;
                Expr number =
                        !free
                                ? selector.operand()
                                : call.arguments().isEmpty() ? null : call.arguments().getFirst();
                return number != null
                        && outlives(func, number)
                        && (adds || (loads && raises(func, number)));
            }
            return false;
        }
        return outlives(func, plain) && raises(func, plain);
    }

    private boolean fills(Func func, Expr collection) {
        Slot slot = code.slot(func.file, collection);
        if (slot == null || !outlives(func, collection)) {
            return false;
        }
        Set<Slot> aliases = code.flow.aliases(slot);
        for (Op.Kind kind : List.of(Op.Kind.INSERT, Op.Kind.SEND)) {
            for (Op op : Flow.ops(aliases, kind)) {
                if (op.func() != null && op.func().isInside(func)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A local that starts anew with each call bounds nothing, unless there is but one call. */
    private boolean outlives(Func func, Expr counted) {
        Expr root = Types.strip(counted);
        while (true) {
            if (root instanceof Expr.Unary address && address.operator() == Token.AND) {
                root = Types.strip(address.operand());
            } else if (root instanceof Expr.Selector selector) {
                root = Types.strip(selector.operand());
            } else {
                break;
            }
        }
        if (!(root instanceof Expr.Ident name)) {
            return false;
        }
        Variable variable = code.goPackage.variable(func.file, name);
        if (variable == null || variable.global() || variable.owner == null) {
            return variable != null;
        }
        return switch (variable.kind) {
            case RECEIVER -> true;
            case PARAMETER -> variable.type instanceof Expr.Star;
            case LOCAL ->
                    (!variable.owner.equals(func) && variable.owner.equals(func.outermost()))
                            ? runs.once(variable.owner)
                            : runs.once(func) || !root.is(Types.strip(counted));
            default -> false;
        };
    }

    private boolean raises(Func func, Expr counted) {
        Expr number =
                counted instanceof Expr.Unary address && address.operator() == Token.AND
                        ? address.operand()
                        : counted;
        String text = func.file.text(Types.strip(number));
        return Runs.contains(
                func.body,
                node ->
                        switch (node) {
                            case Stmt.IncDec step ->
                                    step.operator() == Token.INC
                                            && func.file.text(step.operand()).equals(text);
                            case Stmt.Assign assign ->
                                    assign.operator() == Token.ADD_ASSIGN
                                            && func.file
                                                    .text(assign.left().getFirst())
                                                    .equals(text);
                            case Expr.Call call ->
                                    call.function() instanceof Expr.Selector selector
                                            && selector.name().name().startsWith("Add")
                                            && (func.file.text(selector.operand()).equals(text)
                                                    || (!call.arguments().isEmpty()
                                                            && func.file
                                                                    .text(
                                                                            call.arguments()
                                                                                    .getFirst())
                                                                    .equals("&" + text)));
                            default -> false;
                        });
    }

    /** Something taken before the start that the started function gives back. */
    private String permit(Func func, List<Node> path, @Nullable Func target) {
        for (int i = 0; i + 1 < path.size(); i++) {
            for (Stmt before : before(path.get(i), path.get(i + 1))) {
                String taken = taken(func, before, target);
                if (!taken.isEmpty()) {
                    return taken;
                }
            }
            if (path.get(i) instanceof Clause.Comm arm && arm.communication() != null) {
                String taken = taken(func, arm.communication(), target);
                if (!taken.isEmpty()) {
                    return taken;
                }
            }
        }
        return "";
    }

    private String taken(Func func, Stmt before, @Nullable Func target) {
        return switch (before) {
            case Stmt.Send send ->
                    buffered(func, send.channel()) && gives(target, func, send.channel(), true)
                            ? func.file.text(send)
                            : "";
            case Stmt.Expression wrapped -> taken(func, wrapped.expression(), target);
            case Stmt.Assign assign -> taken(func, assign.right().getFirst(), target);
            case Stmt.If test -> test.init() == null ? "" : taken(func, test.init(), target);
            case Stmt.Select select -> {
                String all = "";
                for (Clause.Comm arm : select.clauses()) {
                    boolean leaves =
                            !arm.body().isEmpty()
                                    && Paths.ends(arm.body().getLast(), code.goPackage, func.file);
                    String one =
                            arm.communication() == null
                                    ? ""
                                    : taken(func, arm.communication(), target);
                    if (!leaves && one.isEmpty()) {
                        yield "";
                    }
                    all = one.isEmpty() ? all : one;
                }
                yield all;
            }
            default -> "";
        };
    }

    private String taken(Func func, Expr expression, @Nullable Func target) {
        Expr plain = Types.strip(expression);
        if (plain instanceof Expr.Unary receive && receive.operator() == Token.ARROW) {
            return gives(target, func, receive.operand(), false) ? func.file.text(plain) : "";
        }
        if (plain instanceof Expr.Call call
                && call.function() instanceof Expr.Selector selector
                && selector.name().name().endsWith("Acquire")) {
            String holder = func.file.text(selector.operand());
            boolean released =
                    target != null
                            && Runs.contains(
                                    target.body,
                                    node ->
                                            node instanceof Expr.Selector release
                                                    && release.name().name().equals("Release")
                                                    && target.file
                                                            .text(release.operand())
                                                            .equals(holder));
            return released ? func.file.text(call) : "";
        }
        return "";
    }

    private boolean buffered(Func func, Expr channel) {
        Slot slot = code.slot(func.file, channel);
        if (slot == null) {
            return false;
        }
        List<Op> makes = Flow.ops(code.flow.aliases(slot), Op.Kind.MAKE);
        boolean perCall =
                makes.stream()
                        .anyMatch(make ->
                                make.func() != null
                                        && make.func().equals(func)
                                        && !runs.once(func));
        return !makes.isEmpty()
                && !perCall
                && makes.stream().noneMatch(make -> make.detail().equals("0"));
    }

    /** Whether the started function takes from the channel, or puts into it. */
    private boolean gives(@Nullable Func target, Func func, Expr channel, boolean takes) {
        Slot slot = code.slot(func.file, channel);
        if (slot == null || target == null) {
            return false;
        }
        Op.Kind kind = takes ? Op.Kind.RECEIVE : Op.Kind.SEND;
        for (Op op : Flow.ops(code.flow.aliases(slot), kind)) {
            if (op.func() != null && op.func().isInside(target)) {
                return true;
            }
        }
        return false;
    }

    /** All loops around a start in a function that runs once must count to a number. */
    private String counted(Func func, List<Node> path) {
        String loops = "";
        for (Node node : path) {
            switch (node) {
                case Stmt.For loop -> {
                    if (loop.condition() == null || loop.post() == null) {
                        return "";
                    }
                    loops = header(func, loop, loop.body());
                }
                case Stmt.Range loop -> {
                    if (runs.channel(loop, func)) {
                        return "";
                    }
                    loops = header(func, loop, loop.body());
                }
                default -> {}
            }
        }
        return loops.isEmpty() ? func.name + " runs once" : loops;
    }

    private static String header(Func func, Stmt loop, Stmt.Block body) {
        GoFile file = func.file;
        return file.text().substring(loop.pos(), body.pos()).strip();
    }
}
