package dev.stanch.scan.release;

import dev.stanch.scan.flow.Edge;
import dev.stanch.scan.flow.Flow;
import dev.stanch.scan.flow.Op;
import dev.stanch.scan.flow.Slot;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.Paths;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.program.Exits;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Clause;
import dev.stanch.source.Expr;
import dev.stanch.source.Node;
import dev.stanch.source.Stmt;
import dev.stanch.source.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the Stop of a timer can run: one that waits for the end of a function whose loop
 * nothing in the program ends never does.
 */
public final class Stops {
    private final Code code;

    public Stops(Code code) {
        this.code = code;
    }

    /** The stops among these slots' operations that a run can get to. */
    public List<Op> reachable(Set<Slot> timer) {
        return Flow.ops(timer, Op.Kind.STOP).stream().filter(this::runs).toList();
    }

    private boolean runs(Op stop) {
        Func func = stop.func();
        if (func == null || func.body == null) {
            return true;
        }
        List<Node> path = Paths.to(func.body, stop.at());
        if (path.stream().anyMatch(node -> node instanceof Expr.FuncLit)) {
            return true;
        }
        boolean deferred = path.stream().anyMatch(node -> node instanceof Stmt.Defer);
        var lasting = new boolean[1];
        Paths.own(
                func.body,
                node -> {
                    if (node instanceof Stmt loop
                            && (loop instanceof Stmt.For || loop instanceof Stmt.Range)) {
                        boolean around =
                                loop.pos() <= stop.at().pos() && stop.at().end() <= loop.end();
                        boolean later = loop.pos() > stop.at().pos();
                        lasting[0] |= !around && (deferred || !later) && staysForEver(func, loop);
                    }
                });
        return !lasting[0];
    }

    /** Whether no way out of the loop is ever taken. */
    private boolean staysForEver(Func func, Stmt loop) {
        Stmt.Block body;
        switch (loop) {
            case Stmt.For plain -> {
                if (plain.condition() != null) {
                    return false;
                }
                body = plain.body();
            }
            case Stmt.Range range -> {
                if (!code.timerChannel(func.file, range.subject())) {
                    return false;
                }
                body = range.body();
            }
            default -> {
                return false;
            }
        }
        var exits = new Exits(code, func);
        var ways = new ArrayList<Node>();
        Paths.own(
                body,
                node -> {
                    if (node instanceof Stmt statement && simple(statement)) {
                        if (exits.leaves(loop, statement)) {
                            ways.add(statement);
                        }
                    }
                });
        return ways.stream().noneMatch(way -> taken(func, body, way));
    }

    private static boolean simple(Stmt statement) {
        return statement instanceof Stmt.Return
                || statement instanceof Stmt.Branch
                || statement instanceof Stmt.Expression;
    }

    /** A way out behind a receive from a channel that nothing closes or sends to is not taken. */
    private boolean taken(Func func, Stmt.Block body, Node way) {
        for (Node node : Paths.to(body, way)) {
            if (node instanceof Clause.Comm arm
                    && arm.communication() != null
                    && silent(func, received(arm.communication()))) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Expr received(Stmt communication) {
        Expr value =
                switch (communication) {
                    case Stmt.Expression wrapped -> wrapped.expression();
                    case Stmt.Assign assign -> assign.right().getFirst();
                    default -> null;
                };
        return value instanceof Expr.Unary unary && unary.operator() == Token.ARROW
                ? Types.strip(unary.operand())
                : null;
    }

    private boolean silent(Func func, @Nullable Expr channel) {
        if (channel == null) {
            return false;
        }
        if (channel instanceof Expr.Call call
                && call.function() instanceof Expr.Selector done
                && done.name().name().equals("Done")) {
            return neverCancelled(func, done.operand());
        }
        Slot slot = code.slot(func.file, channel);
        if (slot == null || code.timerChannel(func.file, channel)) {
            return false;
        }
        Set<Slot> aliases = code.flow.aliases(slot);
        return !Flow.ops(aliases, Op.Kind.MAKE).isEmpty()
                && silent(aliases, Op.Kind.CLOSE)
                && silent(aliases, Op.Kind.SEND)
                && Flow.ops(aliases, Op.Kind.ESCAPE).isEmpty();
    }

    private boolean silent(Set<Slot> aliases, Op.Kind kind) {
        return Flow.ops(aliases, kind).stream()
                .allMatch(op -> op.func() != null && !code.reach.reachable(op.func()));
    }

    /** Whether a context is made by Background or TODO and nothing else, as far as is in sight. */
    private boolean neverCancelled(Func func, Expr context) {
        Slot slot = code.slot(func.file, context);
        if (slot == null) {
            return false;
        }
        boolean background = false;
        for (Slot alias : code.flow.aliases(slot)) {
            if (alias.kind == Slot.Kind.FIELD
                    || alias.kind == Slot.Kind.GLOBAL
                    || alias.in.stream().noneMatch(Stops::sameValue)) {
                boolean rooted =
                        alias.name.equals("context.Background")
                                || alias.name.equals("context.TODO");
                boolean filled = alias.in.stream().anyMatch(Stops::sameValue);
                if (!rooted && !filled) {
                    return false;
                }
                background |= rooted;
            }
        }
        return background;
    }

    private static boolean sameValue(Edge edge) {
        return switch (edge.kind()) {
            case COPY, RETURN, ARGUMENT, STORE -> true;
            case RESLICE, HELD -> false;
        };
    }
}
