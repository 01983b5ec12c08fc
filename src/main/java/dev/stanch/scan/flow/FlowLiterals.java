package dev.stanch.scan.flow;

import dev.stanch.scan.StoreKind;
import dev.stanch.scan.name.Names;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** What a composite literal puts into the fields or elements of what it makes. */
final class FlowLiterals {
    private final Types types;
    private final Flow flow;
    private final GoFile file;
    private final FlowBody body;

    FlowLiterals(Types types, Flow flow, GoFile file, FlowBody body) {
        this.types = types;
        this.flow = flow;
        this.file = file;
        this.body = body;
    }

    Slot composite(Expr.Composite composite, @Nullable Expr written) {
        Slot made = body.fresh("literal");
        if (written != null) {
            body.calls.made(written, made, composite);
        }
        Types.Type type = written == null ? null : types.underlying(new Types.Type(written, file));
        boolean collection =
                type != null
                        && (type.expr() instanceof Expr.ArrayType
                                || type.expr() instanceof Expr.MapType);
        int position = 0;
        for (Expr element : composite.elements()) {
            Expr inner = element instanceof Expr.KeyValue pair ? pair.value() : element;
            Slot value;
            if (inner instanceof Expr.Composite nested && nested.type() == null) {
                value = composite(nested, type == null ? null : elementType(type.expr()));
                flow.remember(file, nested, 0, value);
            } else {
                value = body.value(inner);
            }
            if (collection) {
                boolean map = type != null && type.expr() instanceof Expr.MapType;
                body.store(value, made, map ? StoreKind.MAP : StoreKind.SLICE, element);
            } else if (value != null) {
                field(written, type, element, position, value);
                body.edge(Edge.Kind.HELD, value, made, element);
            }
            position++;
        }
        return made;
    }

    private static @Nullable Expr elementType(Expr collection) {
        Expr element =
                switch (collection) {
                    case Expr.ArrayType array -> array.element();
                    case Expr.MapType map -> map.value();
                    default -> null;
                };
        return element instanceof Expr.Star pointer ? pointer.operand() : element;
    }

    private void field(
            @Nullable Expr written,
            Types.@Nullable Type type,
            Expr element,
            int position,
            Slot value) {
        String owner = written == null ? "" : Names.typeName(written);
        if (owner.isEmpty()) {
            return;
        }
        if (element instanceof Expr.KeyValue pair && pair.key() instanceof Expr.Ident key) {
            body.copy(value, flow.field(owner, key.name()), element);
        } else if (type != null && type.expr() instanceof Expr.StructType struct) {
            var names = new ArrayList<String>();
            for (var field : struct.fields()) {
                field.names().forEach(name -> names.add(name.name()));
                if (field.names().isEmpty()) {
                    names.add(Types.embeddedName(field.type()));
                }
            }
            if (position < names.size()) {
                body.copy(value, flow.field(owner, names.get(position)), element);
            }
        }
    }
}
