package dev.stanch.scan.release;

import dev.stanch.scan.flow.Edge;
import dev.stanch.scan.flow.Slot;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.GoPackage;
import dev.stanch.scan.name.Variable;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.program.Runs;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.Field;
import dev.stanch.source.GoFile;
import dev.stanch.source.Token;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a return hands a value to the caller: the value itself, its body, or something that holds
 * it. A result of a plain type holds nothing, and neither does a plain field, a comparison, or what
 * a function of the standard library makes of the value.
 */
final class Return {
    private static final Set<String> PLAIN =
            Set.of(
                    "error",
                    "bool",
                    "string",
                    "byte",
                    "rune",
                    "int",
                    "int8",
                    "int16",
                    "int32",
                    "int64",
                    "uint",
                    "uint8",
                    "uint16",
                    "uint32",
                    "uint64",
                    "float32",
                    "float64",
                    "time.Time",
                    "time.Duration",
                    "json.RawMessage");

    private final Code code;
    private final Func func;
    private final Set<Slot> held;

    Return(Code code, Func func, Set<Slot> held) {
        this.code = code;
        this.func = func;
        this.held = held;
    }

    boolean hands(List<Expr> values) {
        boolean spread = values.size() == 1 && func.results.size() > 1;
        if (spread) {
            boolean allPlain = func.results.stream().allMatch(this::isPlain);
            return !allPlain && carries(values.getFirst());
        }
        for (int i = 0; i < values.size(); i++) {
            boolean plain = i < func.results.size() && isPlain(func.results.get(i));
            if (!plain && carries(values.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isPlain(Variable result) {
        return result.type != null && isPlain(new Types.Type(result.type, result.file), 0);
    }

    /** Whether values of a type cannot refer to a resource. */
    private boolean isPlain(Types.Type type, int depth) {
        GoFile file = type.file();
        return depth < 6
                && switch (Types.strip(type.expr())) {
                    case Expr.Ident name when code.goPackage.types.containsKey(name.name()) -> {
                        GoPackage.TypeDecl declared = code.goPackage.types.get(name.name());
                        yield declared != null
                                && isPlain(
                                        new Types.Type(declared.spec().type(), declared.file()),
                                        depth + 1);
                    }
                    case Expr.Ident name -> PLAIN.contains(name.name());
                    case Expr.Selector selector -> PLAIN.contains(file.text(selector));
                    case Expr.Star star -> isPlain(new Types.Type(star.operand(), file), depth + 1);
                    case Expr.ArrayType array ->
                            isPlain(new Types.Type(array.element(), file), depth + 1);
                    case Expr.MapType map ->
                            isPlain(new Types.Type(map.key(), file), depth + 1)
                                    && isPlain(new Types.Type(map.value(), file), depth + 1);
                    case Expr.StructType struct -> {
                        boolean all = true;
                        for (Field field : struct.fields()) {
                            all &= isPlain(new Types.Type(field.type(), file), depth + 1);
                        }
                        yield all;
                    }
                    default -> false;
                };
    }

    private boolean carries(Expr value) {
        Expr plain = Types.strip(value);
        Slot slot = code.slot(func.file, plain);
        if (slot != null && holds(slot)) {
            return true;
        }
        return switch (plain) {
            case Expr.FuncLit literal -> mentions(literal);
            case Expr.Selector selector -> isMethod(selector) && carries(selector.operand());
            case Expr.Composite literal -> anyCarries(literal.elements());
            case Expr.KeyValue pair -> carries(pair.value());
            case Expr.Unary address when address.operator() == Token.AND ->
                    carries(address.operand());
            case Expr.Star star -> carries(star.operand());
            case Expr.Slice slice -> carries(slice.operand());
            case Expr.TypeAssert assertion -> carries(assertion.operand());
            case Expr.Call call -> result(call);
            default -> false;
        };
    }

    private boolean holds(Slot slot) {
        if (held.contains(slot)) {
            return true;
        }
        return slot.kind == Slot.Kind.FIELD
                && slot.in.stream()
                        .anyMatch(edge ->
                                edge.kind() == Edge.Kind.COPY && held.contains(edge.from()));
    }

    private boolean anyCarries(List<Expr> values) {
        return values.stream().anyMatch(this::carries);
    }

    /** {@code response.Body.Close} is a function that holds the body. */
    private boolean isMethod(Expr.Selector selector) {
        return code.goPackage.foreign(func.file, selector) == null
                && (code.types.method(selector, func.file) != null
                        || GivingBack.releasing(selector.name().name()));
    }

    private boolean result(Expr.Call call) {
        Expr function = Types.strip(call.function());
        String foreign = code.goPackage.foreign(func.file, function);
        if (foreign != null) {
            // what the library keeps of its arguments has an edge to the result
            boolean outside =
                    foreign.indexOf('.') < foreign.lastIndexOf('.') && !foreign.startsWith("C.");
            return outside && anyCarries(call.arguments());
        }
        if (code.types.target(call, func.file) != null || code.types.isType(function, func.file)) {
            return (function instanceof Expr.Selector method && carries(method.operand()))
                    || anyCarries(call.arguments());
        }
        if (function instanceof Expr.Selector method) {
            return ofLibrary(method.operand()) ? false : anyCarries(call.arguments());
        }
        return anyCarries(call.arguments());
    }

    /** Whether a method is one of a value that the standard library made. */
    private boolean ofLibrary(Expr operand) {
        Slot slot = code.slot(func.file, operand);
        String foreign =
                Types.strip(operand) instanceof Expr.Call maker
                        ? code.goPackage.foreign(func.file, Types.strip(maker.function()))
                        : null;
        return (slot != null && holds(slot))
                || (foreign != null && foreign.indexOf('.') == foreign.lastIndexOf('.'));
    }

    private boolean mentions(@Nullable Expr value) {
        return Runs.contains(
                value,
                node -> {
                    Slot slot = node instanceof Expr inner ? code.slot(func.file, inner) : null;
                    return slot != null && held.contains(slot);
                });
    }
}
