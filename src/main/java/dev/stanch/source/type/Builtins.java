package dev.stanch.source.type;

import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Token;
import dev.stanch.source.Walk;
import dev.stanch.source.constant.Arithmetic;
import dev.stanch.source.constant.Constant;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Calls of predeclared functions and of package unsafe (specification, "Built-in functions"). */
abstract class Builtins extends Calls {
    Builtins(GoPackage home, GoFile file, Scope fileScope, @Nullable Info info) {
        super(home, file, fileScope, info);
    }

    @Override
    final Operand builtin(String name, Expr.Call call) {
        List<Expr> arguments = call.arguments();
        if (arguments.isEmpty()) {
            return name.equals("recover") ? Operand.value(Universe.EMPTY) : Operand.NOTHING;
        }
        Expr first = arguments.getFirst();
        return switch (name) {
            case "append" -> append(call);
            case "cap", "len" -> length(first, name);
            case "clear", "close", "panic", "print", "println" -> {
                for (Expr argument : arguments) {
                    assigned(argument, name.equals("panic") ? Universe.EMPTY : null);
                }
                yield Operand.NOTHING;
            }
            case "copy" -> {
                expression(first);
                for (Expr argument : arguments.subList(1, arguments.size())) {
                    expression(argument);
                }
                yield Operand.value(Basic.INT);
            }
            case "delete" -> {
                Operand map = expression(first);
                Type key = Kinds.core(map.type()) instanceof Type.MapType m ? m.key() : null;
                for (Expr argument : arguments.subList(1, arguments.size())) {
                    assigned(argument, key);
                }
                yield Operand.NOTHING;
            }
            case "complex" -> complex(arguments);
            case "real", "imag" -> part(first, name.equals("real"));
            case "make" -> {
                Type type = type(first);
                for (Expr argument : arguments.subList(1, arguments.size())) {
                    position(argument);
                }
                yield Operand.value(type);
            }
            case "new" -> {
                Operand x = expression(first);
                if (!x.isType()) {
                    x = convert(first, x, null);
                }
                yield Operand.value(new Type.Pointer(x.type()));
            }
            case "max", "min" -> extreme(arguments, name.equals("max") ? Token.GTR : Token.LSS);
            case "Add" -> {
                assigned(first, Basic.UNSAFE_POINTER);
                rest(arguments);
                yield Operand.value(Basic.UNSAFE_POINTER);
            }
            case "Sizeof" -> size(Sizes.size(assigned(first, null).type()));
            case "Alignof" -> size(Sizes.align(assigned(first, null).type()));
            case "Offsetof" -> offset(first);
            case "Slice" -> {
                Operand pointer = expression(first);
                rest(arguments);
                yield pointer.type().underlying() instanceof Type.Pointer p
                        ? Operand.value(new Type.Slice(p.element()))
                        : Operand.UNKNOWN;
            }
            case "SliceData" ->
                    Kinds.core(expression(first).type()) instanceof Type.Slice s
                            ? Operand.value(new Type.Pointer(s.element()))
                            : Operand.UNKNOWN;
            case "String" -> {
                expression(first);
                rest(arguments);
                yield Operand.value(Basic.STRING);
            }
            case "StringData" -> {
                assigned(first, Basic.STRING);
                yield Operand.value(new Type.Pointer(Basic.UINT8));
            }
            default -> Operand.UNKNOWN;
        };
    }

    private void rest(List<Expr> arguments) {
        for (Expr argument : arguments.subList(1, arguments.size())) {
            position(argument);
        }
    }

    private Operand append(Expr.Call call) {
        Expr first = call.arguments().getFirst();
        Operand slice = expression(first);
        Type type = slice.type();
        Type core = Kinds.coreOrString(type);
        Type element =
                core instanceof Type.Slice s
                        ? s.element()
                        : core == Basic.STRING ? Basic.UINT8 : null;
        for (Expr argument : call.arguments().subList(1, call.arguments().size())) {
            if (call.spread()) {
                expression(argument);
            } else {
                assigned(argument, element);
            }
        }
        return Operand.value(type);
    }

    private Operand length(Expr argument, String name) {
        Operand x = expression(argument);
        if (name.equals("len") && x.value() instanceof Constant.Text text) {
            return Operand.constant(Basic.INT, Constant.of(text.bytes()));
        }
        convert(argument, x, null);
        Type type = x.type() instanceof TypeParameter ? x.type() : x.type().underlying();
        if (type instanceof Type.Pointer pointer) {
            type = pointer.element().underlying();
        }
        if (type instanceof Type.Array array && !waits(argument)) {
            return Operand.constant(
                    Basic.INT, array.length() < 0 ? null : Constant.of(array.length()));
        }
        return Operand.value(Basic.INT);
    }

    /** Whether a call or a receive stands in the expression, so that its length is no constant. */
    private boolean waits(Expr argument) {
        var found = new AtomicBoolean();
        Walk.preorder(
                argument,
                node -> {
                    if (node instanceof Expr.Call call) {
                        Operand what = info == null ? null : info.operand(call);
                        Operand callee = info == null ? null : info.operand(call.function());
                        boolean conversion = callee != null && callee.isType();
                        if (!conversion && (what == null || !what.isConstant())) {
                            found.set(true);
                        }
                    } else if (node instanceof Expr.Unary unary
                            && unary.operator() == Token.ARROW) {
                        found.set(true);
                    }
                    return !(node instanceof Expr.FuncLit);
                });
        return found.get();
    }

    private Operand complex(List<Expr> arguments) {
        Operand x = expression(arguments.getFirst());
        if (arguments.size() < 2) {
            return Operand.UNKNOWN;
        }
        Expr second = arguments.get(1);
        Operand y = expression(second);
        if (x.isConstant() && y.isConstant() && x.isUntyped() && y.isUntyped()) {
            Constant.Real real = Arithmetic.real(x.value());
            Constant.Real imaginary = Arithmetic.real(y.value());
            return Operand.constant(
                    Basic.UNTYPED_COMPLEX,
                    real == null || imaginary == null
                            ? null
                            : new Constant.Complex(real, imaginary));
        }
        if (x.isUntyped() && y.isUntyped()) {
            x = convert(arguments.getFirst(), x, Basic.FLOAT64);
            y = convert(second, y, Basic.FLOAT64);
        } else if (x.isUntyped()) {
            x = convert(arguments.getFirst(), x, y.type());
        } else {
            convert(second, y, x.type());
        }
        Type type = x.type().underlying() == Basic.FLOAT32 ? Basic.COMPLEX64 : Basic.COMPLEX128;
        return Operand.value(type);
    }

    private Operand part(Expr argument, boolean real) {
        Operand x = expression(argument);
        Constant.Complex value = Arithmetic.complex(x.value());
        Constant part = value == null ? null : real ? value.real() : value.imaginary();
        if (x.isUntyped()) {
            if (x.isConstant()) {
                return Operand.constant(Basic.UNTYPED_FLOAT, part);
            }
            x = convert(argument, x, Basic.COMPLEX128);
        }
        Type type =
                switch (x.type().underlying()) {
                    case Basic.COMPLEX64 -> Basic.FLOAT32;
                    case Basic.COMPLEX128 -> Basic.FLOAT64;
                    default -> Basic.UNKNOWN;
                };
        return x.isConstant() ? Operand.constant(type, part) : Operand.value(type);
    }

    private Operand extreme(List<Expr> arguments, Token better) {
        Operand best = expression(arguments.getFirst());
        for (int i = 1; i < arguments.size(); i++) {
            Expr argument = arguments.get(i);
            Operand next = expression(argument);
            if (mayConvert(best, next)) {
                Operand before = best;
                if (best.isUntyped()) {
                    for (Expr earlier : arguments.subList(0, i)) {
                        Operand old =
                                Objects.requireNonNullElse(
                                        info == null ? null : info.operand(earlier), best);
                        matched(earlier, old, next.type());
                    }
                    best = next.isUntyped() ? matchedType(best, next) : best.with(next.type());
                }
                next = matched(argument, next, before.isUntyped() ? best.type() : before.type());
            }
            if (best.isConstant() && next.isConstant()) {
                boolean takes =
                        Arithmetic.compare(next.value(), better, best.value())
                                        instanceof Constant.Bool(boolean yes)
                                && yes;
                best = Operand.constant(best.type(), takes ? next.value() : best.value());
            } else {
                best = Operand.value(best.type());
            }
        }
        if (!best.isConstant() && !best.isUntyped()) {
            for (Expr argument : arguments) {
                Operand old = info == null ? null : info.operand(argument);
                if (old != null && old.isUntyped()) {
                    convert(argument, old, best.type());
                }
            }
        }
        return best;
    }

    private static Operand matchedType(Operand a, Operand b) {
        return a.type() instanceof Basic x && b.type() instanceof Basic y && x.compareTo(y) < 0
                ? a.with(y)
                : a;
    }

    private static Operand size(long bytes) {
        return bytes < 0
                ? Operand.value(Basic.UINTPTR)
                : Operand.constant(Basic.UINTPTR, new Constant.Int(BigInteger.valueOf(bytes)));
    }

    private Operand offset(Expr argument) {
        Expr inner = argument;
        while (inner instanceof Expr.Paren paren) {
            inner = paren.inner();
        }
        if (!(inner instanceof Expr.Selector selector)) {
            return Operand.value(Basic.UINTPTR);
        }
        Operand x = expression(selector.operand());
        Selection found = Lookup.find(x.type(), selector.name().name(), home);
        if (found == null) {
            return Operand.value(Basic.UINTPTR);
        }
        selects(selector, found);
        for (Expr at = argument; at instanceof Expr.Paren paren; at = paren.inner()) {
            note(at, Operand.variable(found.symbol().type()));
        }
        note(selector, Operand.variable(found.symbol().type()));
        long sum = 0;
        Type from = x.type();
        var steps = new ArrayList<Symbol>(found.path());
        steps.add(found.symbol());
        for (Symbol step : steps) {
            Type base = from.underlying() instanceof Type.Pointer p ? p.element() : from;
            if (!(base.underlying() instanceof StructType struct)
                    || !(step instanceof Variable field)) {
                return Operand.value(Basic.UINTPTR);
            }
            int which = struct.fields().indexOf(field);
            long offset = which < 0 ? -1 : Sizes.offset(struct.fields(), which);
            if (offset < 0) {
                return Operand.value(Basic.UINTPTR);
            }
            sum += offset;
            from = field.type();
        }
        return size(sum);
    }
}
