package dev.stanch.scan.flow;

import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.GoPackage;
import dev.stanch.scan.name.Paths;
import dev.stanch.scan.name.Variable;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import dev.stanch.source.Stmt;
import org.jspecify.annotations.Nullable;

/** Assignments that let entries leave a collection that is kept. */
final class Reassignments {
    private final GoPackage goPackage;
    private final Types types;
    private final GoFile file;
    private final @Nullable Func func;
    private final FlowBody body;

    Reassignments(
            GoPackage goPackage, Types types, GoFile file, @Nullable Func func, FlowBody body) {
        this.goPackage = goPackage;
        this.types = types;
        this.file = file;
        this.func = func;
        this.body = body;
    }

    /**
     * {@code x = x[1:]}, {@code x = nil}, {@code x = make(…)}: entries leave a collection that is
     * kept.
     */
    void reassigned(Slot slot, Expr target, Expr source, Stmt.Assign at) {
        if (slot.variable != null && !slot.variable.global() && slot.variable.owner == null) {
            return;
        }
        if (shortened(slot, target, source, at) || unlinked(slot, source, at)) {
            return;
        }
        boolean fresh =
                switch (Types.strip(source)) {
                    case Expr.Ident name -> name.name().equals("nil") || emptied(name, file);
                    case Expr.Composite composite -> composite.elements().isEmpty();
                    case Expr.Call call ->
                            call.function() instanceof Expr.Ident name
                                    && name.name().equals("make");
                    default -> false;
                };
        if (fresh && !constructs(target, at)) {
            body.op(Op.Kind.REMOVE, slot, at, "REASSIGN");
        }
    }

    /** {@code x = x[1:]}, {@code x = slices.Delete(x, 0, 1)}, {@code x = withoutOld(x)}. */
    boolean shortened(Slot slot, Expr target, Expr source, Stmt.Assign at) {
        Expr plain = Types.strip(source);
        String same = file.text(Types.strip(target));
        boolean shorter =
                switch (plain) {
                    case Expr.Slice slice -> isPart(slice) && is(slice.operand(), same);
                    case Expr.Call call -> cutsOut(call, same) || hasLess(call, same);
                    default -> false;
                };
        if (shorter) {
            body.op(Op.Kind.REMOVE, slot, at, "RESLICE");
        }
        return shorter || (plain instanceof Expr.Slice slice && is(slice.operand(), same));
    }

    /** {@code q.head = q.head.next}: the first object of a linked list leaves it. */
    private boolean unlinked(Slot slot, Expr source, Stmt.Assign at) {
        Slot link = Types.strip(source) instanceof Expr.Selector next ? body.value(next) : null;
        boolean kept = slot.kind == Slot.Kind.FIELD || slot.kind == Slot.Kind.GLOBAL;
        if (link == null || !kept || !body.isLink(link)) {
            return false;
        }
        body.op(Op.Kind.REMOVE, link, at, "POP");
        return true;
    }

    private static boolean isPart(Expr.Slice slice) {
        return slice.low() != null || slice.high() != null;
    }

    private boolean is(Expr expression, String same) {
        return file.text(Types.strip(expression)).equals(same);
    }

    /** A call of a function that returns a part of what it is given, or what it picked from it. */
    private boolean hasLess(Expr.Call call, String same) {
        Func target = types.target(call, file);
        if (target == null || call.arguments().stream().noneMatch(given -> is(given, same))) {
            return false;
        }
        var found = new boolean[1];
        Paths.own(
                target.body,
                node -> {
                    if (node instanceof Stmt.Return result && !result.results().isEmpty()) {
                        found[0] |=
                                switch (Types.strip(result.results().getFirst())) {
                                    case Expr.Slice slice -> isPart(slice);
                                    case Expr.Ident name -> emptied(name, target.file);
                                    default -> false;
                                };
                    }
                });
        return found[0];
    }

    /** {@code append(x[:i], x[i+1:]...)}, {@code slices.Delete(x, …)}. */
    private boolean cutsOut(Expr.Call call, String same) {
        if (call.arguments().isEmpty()) {
            return false;
        }
        String foreign = goPackage.foreign(file, Types.strip(call.function()));
        if (foreign != null) {
            return foreign.startsWith("slices.Delete") || foreign.startsWith("slices.Compact");
        }
        return call.function() instanceof Expr.Ident name
                && name.name().equals("append")
                && Types.strip(call.arguments().getFirst()) instanceof Expr.Slice slice
                && (is(slice.operand(), same) || call.spread());
    }

    /** A local that started empty: what is kept was copied into it. */
    private boolean emptied(Expr.Ident name, GoFile where) {
        Variable variable = goPackage.variable(where, name);
        if (variable == null || variable.owner == null || variable.kind != Variable.Kind.LOCAL) {
            return false;
        }
        if (variable.init == null) {
            return variable.type != null;
        }
        return switch (Types.strip(variable.init)) {
            case Expr.Call call ->
                    call.function() instanceof Expr.Ident made && made.name().equals("make");
            case Expr.Slice slice -> true;
            case Expr.Composite composite -> composite.elements().isEmpty();
            default -> false;
        };
    }

    /**
     * Whether the assignment only sets something up: in init, on an object made right here, or
     * behind a nil check.
     */
    private boolean constructs(Expr target, Node at) {
        if (func == null) {
            return true;
        }
        String text = file.text(Types.strip(target));
        if (func.shortName.equals("init") || Paths.behindNilCheck(func, at, file, text)) {
            return true;
        }
        Expr root = Types.strip(target);
        while (root instanceof Expr.Selector selector) {
            root = Types.strip(selector.operand());
        }
        if (!(root instanceof Expr.Ident name)) {
            return false;
        }
        Variable variable = goPackage.variable(file, name);
        if (variable == null || variable.global()) {
            return variable != null && func.shortName.equals("main") && !Paths.inLoop(func, at);
        }
        return variable.kind == Variable.Kind.LOCAL
                && variable.init != null
                && !root.is(Types.strip(target))
                && makesObject(Types.strip(variable.init));
    }

    private static boolean makesObject(Expr init) {
        return switch (init) {
            case Expr.Composite composite -> true;
            case Expr.Unary unary -> unary.operand() instanceof Expr.Composite;
            case Expr.Call call ->
                    call.function() instanceof Expr.Ident name && name.name().equals("new");
            default -> false;
        };
    }
}
