package dev.stanch.scan.program;

import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.Paths;
import dev.stanch.source.Clause;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import dev.stanch.source.Stmt;
import dev.stanch.source.Token;
import dev.stanch.source.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * How a loop can end: by its condition, by leaving statements inside, by calls that do not return.
 */
public final class Exits {
    private final Code code;
    private final Func func;

    public Exits(Code code, Func func) {
        this.code = code;
        this.func = func;
    }

    /**
     * What each way out depends on, signals to stop first; empty when there is no way out. A
     * channel's close is not counted.
     */
    public List<String> of(Stmt loop, BiPredicate<GoFile, Expr> doneLike) {
        var out = new ArrayList<String>();
        Stmt.Block body;
        switch (loop) {
            case Stmt.For plain -> {
                Expr condition = plain.condition();
                if (condition != null && !func.file.text(condition).equals("true")) {
                    out.add(func.file.text(condition));
                }
                body = plain.body();
            }
            case Stmt.Range range -> {
                if (!code.types.isChannel(code.types.of(range.subject(), func.file))
                        && !code.timerChannel(func.file, range.subject())) {
                    out.add("range " + func.file.text(range.subject()));
                }
                body = range.body();
            }
            default -> {
                return out;
            }
        }
        var leaving = new ArrayList<Node>();
        Paths.own(
                body,
                node -> {
                    if (node instanceof Stmt statement && leavesHere(loop, statement)) {
                        leaving.add(statement);
                    }
                });
        var signals = new ArrayList<String>();
        for (Node node : leaving) {
            reason(body, node, doneLike, signals, out);
        }
        signals.addAll(out);
        return signals.stream().distinct().toList();
    }

    private void reason(
            Stmt.Block body,
            Node leaving,
            BiPredicate<GoFile, Expr> doneLike,
            List<String> signals,
            List<String> others) {
        String reason = "always";
        for (Node node : Paths.to(body, leaving)) {
            switch (node) {
                case Stmt.If test -> reason = func.file.text(test.condition());
                case Clause.Comm arm -> {
                    Expr channel = received(arm.communication());
                    reason =
                            arm.communication() == null
                                    ? "default"
                                    : func.file.text(
                                            channel == null ? arm.communication() : channel);
                    if (channel != null && doneLike.test(func.file, channel)) {
                        signals.add(reason);
                        return;
                    }
                }
                case Clause.Case arm ->
                        reason =
                                arm.isDefault() || arm.expressions().isEmpty()
                                        ? "default"
                                        : func.file.text(arm.expressions().getFirst());
                default -> {}
            }
        }
        others.add(reason);
    }

    private static @Nullable Expr received(@Nullable Stmt communication) {
        Expr value =
                switch (communication) {
                    case Stmt.Expression wrapped -> wrapped.expression();
                    case Stmt.Assign assign -> assign.right().getFirst();
                    case null, default -> null;
                };
        return value instanceof Expr.Unary unary && unary.operator() == Token.ARROW
                ? unary.operand()
                : null;
    }

    /** Whether a statement or one inside it leaves the loop. */
    public boolean leaves(Stmt loop, Stmt statement) {
        var found = new boolean[1];
        Paths.own(
                statement,
                node -> {
                    if (node instanceof Stmt inner && leavesHere(loop, inner)) {
                        found[0] = true;
                    }
                });
        return found[0];
    }

    private boolean leavesHere(Stmt loop, Stmt statement) {
        return switch (statement) {
            case Stmt.Return _ -> true;
            case Stmt.Expression wrapped ->
                    Paths.exits(wrapped.expression(), code.goPackage, func.file);
            case Stmt.Branch branch -> branchLeaves(loop, branch);
            default -> false;
        };
    }

    private boolean branchLeaves(Stmt loop, Stmt.Branch branch) {
        Expr.Ident label = branch.label();
        if (branch.keyword() == Token.BREAK && label == null) {
            return loop.is(target(loop, branch));
        }
        if (label == null || func.body == null) {
            return false;
        }
        var found = new boolean[1];
        Walk.all(
                func.body,
                node -> {
                    if (node instanceof Stmt.Labeled labeled
                            && labeled.label().name().equals(label.name())) {
                        boolean around = labeled.pos() <= loop.pos() && loop.end() <= labeled.end();
                        boolean same = labeled.statement().is(loop);
                        boolean inside = loop.pos() < labeled.pos() && labeled.end() <= loop.end();
                        found[0] |=
                                switch (branch.keyword()) {
                                    case BREAK -> around;
                                    case CONTINUE -> around && !same;
                                    case GOTO -> !inside;
                                    default -> false;
                                };
                    }
                });
        return found[0];
    }

    /** The statement that a plain break ends. */
    private static @Nullable Node target(Stmt loop, Stmt.Branch branch) {
        Node target = null;
        for (Node node : Paths.to(loop, branch)) {
            switch (node) {
                case Stmt.For _, Stmt.Range _, Stmt.Select _, Stmt.Switch _, Stmt.TypeSwitch _ ->
                        target = node;
                default -> {}
            }
        }
        return target;
    }
}
