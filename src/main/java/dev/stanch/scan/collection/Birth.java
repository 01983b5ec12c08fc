package dev.stanch.scan.collection;

import dev.stanch.scan.flow.Edge;
import dev.stanch.scan.flow.Slot;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.Names;
import dev.stanch.scan.name.Variable;
import dev.stanch.source.Expr;
import dev.stanch.source.Node;
import org.jspecify.annotations.Nullable;

/** A place that makes a value. */
record Birth(Slot slot, Func func, Node at) {
    static @Nullable Birth of(Slot slot) {
        Variable variable = slot.variable;
        if (variable != null) {
            return variable.owner == null || variable.kind != Variable.Kind.LOCAL
                    ? null
                    : new Birth(
                            slot,
                            variable.owner,
                            new Expr.Ident(variable.pos, variable.pos, variable.name));
        }
        for (Edge edge : slot.out) {
            if (edge.func() != null) {
                return new Birth(slot, edge.func(), edge.at());
            }
        }
        return null;
    }

    static boolean makes(Node node, String type) {
        return switch (node) {
            case Expr.Composite literal -> literal.type() != null && named(literal.type(), type);
            case Expr.Call call ->
                    call.function() instanceof Expr.Ident name
                            && name.name().equals("new")
                            && call.arguments().size() == 1
                            && named(call.arguments().getFirst(), type);
            default -> false;
        };
    }

    static boolean named(Expr written, String type) {
        return !(written instanceof Expr.Star) && Names.typeName(written).equals(type);
    }

    static boolean inElements(Expr written, String type) {
        return switch (written) {
            case Expr.ArrayType array ->
                    named(array.element(), type) || inElements(array.element(), type);
            case Expr.MapType map -> named(map.value(), type) || inElements(map.value(), type);
            case Expr.ChanType channel -> named(channel.element(), type);
            default -> false;
        };
    }

    static boolean within(Node outer, Node inner) {
        return outer.pos() <= inner.pos() && inner.end() <= outer.end();
    }

    /** Whether no variable from before the loop holds what one turn makes. */
    static boolean declaredInside(Node loop, Birth keeper, Func func) {
        for (Edge edge : keeper.slot().out) {
            Variable variable = edge.to().variable;
            if (variable != null
                    && variable.owner == func
                    && (variable.pos < loop.pos() || variable.pos > loop.end())) {
                return false;
            }
        }
        Variable own = keeper.slot().variable;
        return own == null || (own.pos >= loop.pos() && own.pos <= loop.end());
    }
}
