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

/** What a pointer to a part keeps. */
final class FlowPointers {
    private final GoPackage goPackage;
    private final Types types;
    private final GoFile file;
    private final @Nullable Func func;
    private final FlowBody body;

    FlowPointers(
            GoPackage goPackage, Types types, GoFile file, @Nullable Func func, FlowBody body) {
        this.goPackage = goPackage;
        this.types = types;
        this.file = file;
        this.func = func;
        this.body = body;
    }

    /** A pointer to one element of a list or to one field keeps the whole list or object. */
    Slot pointer(Expr.Unary address, Slot part) {
        Expr inside = Types.strip(address.operand());
        Slot whole;
        String how;
        if (inside instanceof Expr.Index at
                && types.isList(types.of(at.operand(), file))
                && !takenInTurn(at)) {
            whole = body.value(at.operand());
            how = "pointer to an element";
        } else if (inside instanceof Expr.Selector field && keepsObject(field)) {
            whole = body.value(field.operand());
            how = "pointer to a field";
        } else {
            return part;
        }
        Slot pointer = body.fresh("&");
        body.copy(part, pointer, address);
        body.copy(pointer, part, address);
        body.reslice(whole, pointer, address, how);
        return pointer;
    }

    /** Locks and counters are passed by pointer all the time and are seldom kept by it. */
    private boolean keepsObject(Expr.Selector field) {
        if (goPackage.foreign(file, field) != null) {
            return false;
        }
        Types.Type type = types.of(field, file);
        String written = Types.written(type);
        return type != null && !written.startsWith("sync.") && !written.startsWith("atomic.");
    }

    /** {@code for i := range list { … &list[i] … }} gets to every element. */
    private boolean takenInTurn(Expr.Index at) {
        Variable index =
                at.indices().size() == 1
                                && Types.strip(at.indices().getFirst()) instanceof Expr.Ident name
                        ? goPackage.variable(file, name)
                        : null;
        if (index == null || func == null || func.body == null) {
            return false;
        }
        boolean turn = false;
        for (Node node :
                Paths.to(func.outermost().body == null ? func.body : func.outermost().body, at)) {
            switch (node) {
                case Stmt.Range loop -> turn = within(loop, index.pos);
                case Stmt.For loop -> turn = within(loop, index.pos);
                case Stmt.If test -> turn &= test.pos() < index.pos;
                default -> {}
            }
        }
        return turn;
    }

    private static boolean within(Node loop, int pos) {
        return loop.pos() <= pos && pos < loop.end();
    }
}
