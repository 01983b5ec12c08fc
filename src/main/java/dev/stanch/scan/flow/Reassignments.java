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
    private final GoFile file;
    private final @Nullable Func func;
    private final FlowBody body;

    Reassignments(GoPackage goPackage, GoFile file, @Nullable Func func, FlowBody body) {
        this.goPackage = goPackage;
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
        Expr plain = Types.strip(source);
        String same = file.text(Types.strip(target));
        boolean fresh =
                switch (plain) {
                    case Expr.Ident name -> name.name().equals("nil") || emptied(name);
                    case Expr.Composite composite -> composite.elements().isEmpty();
                    case Expr.Call call ->
                            call.function() instanceof Expr.Ident name
                                    && name.name().equals("make");
                    default -> false;
                };
        if (plain instanceof Expr.Slice slice && file.text(slice.operand()).equals(same)) {
            boolean whole = slice.low() == null && slice.high() == null;
            if (!whole) {
                body.op(Op.Kind.REMOVE, slot, at, "RESLICE");
            }
        } else if (plain instanceof Expr.Call call && cutsOut(call, same)) {
            body.op(Op.Kind.REMOVE, slot, at, "RESLICE");
        } else if (fresh && !constructs(target, at)) {
            body.op(Op.Kind.REMOVE, slot, at, "REASSIGN");
        }
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
                && (file.text(slice.operand()).equals(same) || call.spread());
    }

    /** A local that started empty: what is kept was copied into it. */
    private boolean emptied(Expr.Ident name) {
        Variable variable = goPackage.variable(file, name);
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
