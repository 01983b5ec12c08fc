package dev.stanch.source.type;

import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.constant.Arithmetic;
import dev.stanch.source.constant.Constant;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls, conversions and composite literals. */
abstract class Calls extends Expressions {
    Calls(GoPackage home, GoFile file, Scope fileScope, @Nullable Info info) {
        super(home, file, fileScope, info);
    }

    abstract Operand builtin(String name, Expr.Call call);

    /** An argument: its expression, null for one result of a call with several. */
    private record Argument(@Nullable Expr expression, Operand operand) {}

    @Override
    final Operand call(Expr.Call call) {
        Operand function = expression(call.function());
        if (function.isType()) {
            return conversion(call, function.type());
        }
        if (function.mode() == Operand.Mode.BUILTIN && function.symbol() != null) {
            return builtin(function.symbol().name(), call);
        }
        if (!(Kinds.core(function.type()) instanceof Type.Signature signature)) {
            for (Expr argument : call.arguments()) {
                expression(argument);
            }
            return Operand.UNKNOWN;
        }
        List<Argument> arguments = arguments(call);
        Type.Signature used = signature;
        if (!signature.typeParameters().isEmpty()) {
            used = inferred(signature, arguments, call.spread());
            renote(call.function(), function.with(used));
        }
        for (int i = 0; i < arguments.size(); i++) {
            Argument argument = arguments.get(i);
            Type target = parameter(used, i, call.spread());
            Expr written = argument.expression();
            if (written == null) {
                continue;
            }
            if (argument.operand().type() instanceof Type.Signature generic
                    && !generic.typeParameters().isEmpty()
                    && target != null) {
                Type instance = inferred(generic, target);
                if (instance != null) {
                    renote(written, argument.operand().with(instance));
                }
            } else {
                convert(written, argument.operand(), target);
            }
        }
        return result(used);
    }

    private static Operand result(Type.Signature signature) {
        List<Variable> results = signature.results();
        return switch (results.size()) {
            case 0 -> Operand.NOTHING;
            case 1 -> Operand.value(results.getFirst().type());
            default -> Operand.value(new Type.Tuple(results));
        };
    }

    private List<Argument> arguments(Expr.Call call) {
        var all = new ArrayList<Argument>();
        for (Expr written : call.arguments()) {
            Operand operand = expression(written);
            if (call.arguments().size() == 1 && operand.type() instanceof Type.Tuple tuple) {
                for (Variable each : tuple.variables()) {
                    all.add(new Argument(null, Operand.value(each.type())));
                }
            } else {
                all.add(new Argument(written, operand));
            }
        }
        return all;
    }

    private static @Nullable Type parameter(Type.Signature signature, int which, boolean spread) {
        List<Variable> parameters = signature.parameters();
        int last = parameters.size() - 1;
        if (signature.variadic() && which >= last) {
            Type type = parameters.get(last).type();
            return spread ? type : type instanceof Type.Slice slice ? slice.element() : type;
        }
        return which > last ? null : parameters.get(which).type();
    }

    private Type.Signature inferred(
            Type.Signature generic, List<Argument> arguments, boolean spread) {
        var inference = new Inference(generic.typeParameters(), List.of());
        var functions = new ArrayList<Integer>();
        for (int i = 0; i < arguments.size(); i++) {
            Operand argument = arguments.get(i).operand();
            Type parameter = parameter(generic, i, spread);
            if (argument.type() instanceof Type.Signature other
                    && !other.typeParameters().isEmpty()) {
                functions.add(i);
            } else if (parameter != null) {
                inference.argument(parameter, argument.type());
            }
        }
        for (int which : functions) {
            Type parameter = parameter(generic, which, spread);
            if (parameter != null
                    && arguments.get(which).operand().type() instanceof Type.Signature other) {
                Type instance = inferred(other, inference.soFar(parameter));
                if (instance != null) {
                    inference.argument(parameter, instance);
                }
            }
        }
        List<Type> types = inference.solve();
        if (types == null) {
            types = new ArrayList<>();
            for (int i = 0; i < generic.typeParameters().size(); i++) {
                types.add(Basic.UNKNOWN);
            }
        }
        return Inference.instantiate(generic, types);
    }

    /** The instance of a generic function that fits a function type; null when none can be told. */
    @Override
    final @Nullable Type inferred(Type.Signature generic, Type target) {
        if (!(Kinds.core(target) instanceof Type.Signature)) {
            return null;
        }
        var inference = new Inference(generic.typeParameters(), List.of());
        var plain =
                new Type.Signature(
                        List.of(),
                        generic.parameters(),
                        generic.results(),
                        generic.variadic(),
                        null);
        inference.argument(plain, target);
        List<Type> types = inference.solve();
        return types == null ? null : Inference.instantiate(generic, types);
    }

    private Operand conversion(Expr.Call call, Type target) {
        if (call.arguments().isEmpty()) {
            return Operand.value(target);
        }
        Expr argument = call.arguments().getFirst();
        Operand x = assignedLater(argument, target);
        boolean constant = x.isConstant() && Kinds.isConstant(target);
        if (x.isUntyped() && !x.isNil() && !target.isUnknown()) {
            boolean wholeToText =
                    x.isConstant()
                            && Kinds.all(x.type(), Basic::isInteger)
                            && Kinds.all(target, Basic::isString);
            if (Kinds.isInterface(target) || (x.isConstant() && !Kinds.isConstant(target))) {
                convert(argument, x, null);
            } else if (!wholeToText) {
                update(argument, target);
            }
        }
        if (!constant) {
            return Operand.value(target);
        }
        Constant value = x.value();
        if (Kinds.all(target, Basic::isString) && value instanceof Constant.Int(BigInteger code)) {
            int rune =
                    code.bitLength() < 31 && Character.isValidCodePoint(code.intValue())
                            ? code.intValue()
                            : 0xFFFD;
            value = new Constant.Text(Character.toString(rune));
        } else if (Kinds.all(target, Basic::isFloat) && value != null) {
            value = Arithmetic.real(value);
        }
        return Operand.constant(target, typed(value, target));
    }

    private Operand assignedLater(Expr argument, Type target) {
        Operand x = expression(argument);
        if (x.type() instanceof Type.Signature generic && !generic.typeParameters().isEmpty()) {
            Type instance = inferred(generic, target);
            return instance == null ? x : renote(argument, x.with(instance));
        }
        return x;
    }

    @Override
    final Operand composite(Expr.Composite literal, @Nullable Type hint) {
        Type type;
        Type base;
        if (literal.type() instanceof Expr.ArrayType array
                && array.length() instanceof Expr.Ellipsis dots
                && dots.element() == null) {
            Type element = type(array.element());
            long length = elements(literal, element);
            type = new Type.Array(element, length);
            note(array, Operand.type(type));
            return Operand.value(type);
        }
        if (literal.type() != null) {
            type = type(literal.type());
            base = type;
        } else {
            type = hint == null ? Basic.UNKNOWN : hint;
            base = Kinds.core(type) instanceof Type.Pointer pointer ? pointer.element() : type;
        }
        switch (Kinds.core(base)) {
            case StructType struct -> fields(literal, struct);
            case Type.Array array -> elements(literal, array.element());
            case Type.Slice slice -> elements(literal, slice.element());
            case Type.MapType map -> {
                for (Expr element : literal.elements()) {
                    if (element instanceof Expr.KeyValue pair) {
                        element(pair.key(), map.key());
                        element(pair.value(), map.element());
                    } else {
                        element(element, map.element());
                    }
                }
            }
            case null, default -> {
                for (Expr element : literal.elements()) {
                    if (element instanceof Expr.KeyValue pair) {
                        if (!(pair.key() instanceof Expr.Ident)) {
                            element(pair.key(), null);
                        }
                        element(pair.value(), null);
                    } else {
                        element(element, null);
                    }
                }
            }
        }
        return Operand.value(type);
    }

    private void fields(Expr.Composite literal, StructType struct) {
        int at = 0;
        for (Expr element : literal.elements()) {
            if (element instanceof Expr.KeyValue pair && pair.key() instanceof Expr.Ident name) {
                Variable field = null;
                for (Variable each : struct.fields()) {
                    if (each.name().equals(name.name())
                            && (each.isExported() || each.home() == home || sameHome(each))) {
                        field = each;
                    }
                }
                names(name, field);
                element(pair.value(), field == null ? null : field.type());
            } else {
                element(
                        element,
                        at < struct.fields().size() ? struct.fields().get(at).type() : null);
            }
            at++;
        }
    }

    private boolean sameHome(Variable field) {
        GoPackage other = field.home();
        return other != null && other.path().equals(home.path());
    }

    private void element(Expr element, @Nullable Type target) {
        if (element instanceof Expr.Composite inner && inner.type() == null) {
            note(inner, composite(inner, target));
        } else {
            assigned(element, target);
        }
    }

    /** Reads elements of an array or slice literal and answers its length. */
    private long elements(Expr.Composite literal, Type type) {
        long at = 0;
        long length = 0;
        for (Expr element : literal.elements()) {
            if (element instanceof Expr.KeyValue pair) {
                Operand key = position(pair.key());
                BigInteger index = Arithmetic.whole(key.value());
                at = index != null && index.bitLength() < 63 ? index.longValue() : at;
                element(pair.value(), type);
            } else {
                element(element, type);
            }
            at++;
            length = Math.max(length, at);
        }
        return length;
    }
}
