package dev.stanch.source.type;

import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Token;
import dev.stanch.source.constant.Arithmetic;
import dev.stanch.source.constant.Constant;
import dev.stanch.source.constant.Literals;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Expressions (specification, "Expressions"); a result is noted for each one read. */
abstract class Expressions extends Untyped {
    Expressions(GoPackage home, GoFile file, Scope fileScope, @Nullable Info info) {
        super(home, file, fileScope, info);
    }

    abstract Operand call(Expr.Call call);

    abstract Operand composite(Expr.Composite literal, @Nullable Type hint);

    abstract void body(Head head, dev.stanch.source.Stmt.Block body);

    abstract @Nullable Type inferred(Type.Signature generic, Type target);

    @Override
    final Operand expression(Expr expression) {
        return note(expression, evaluated(expression));
    }

    /** A single value: of a call with several results there is none. */
    final Operand single(Expr expression) {
        Operand operand = expression(expression);
        return operand.type() instanceof Type.Tuple ? Operand.UNKNOWN : operand;
    }

    /** An expression that is assigned to something of a type; null when it has none yet. */
    final Operand assigned(Expr expression, @Nullable Type target) {
        Operand operand = expression(expression);
        if (operand.type() instanceof Type.Signature generic
                && !generic.typeParameters().isEmpty()
                && target != null) {
            Type instance = inferred(generic, target);
            if (instance != null) {
                return renote(expression, operand.with(instance));
            }
        }
        return convert(expression, operand, target);
    }

    final Operand renote(Expr expression, Operand operand) {
        note(expression, operand);
        if (expression instanceof Expr.Paren paren) {
            renote(paren.inner(), operand);
        }
        return operand;
    }

    private Operand evaluated(Expr expression) {
        return switch (expression) {
            case Expr.Bad bad -> Operand.UNKNOWN;
            case Expr.Ident name -> name(name);
            case Expr.Literal literal -> literal(literal);
            case Expr.Composite composite -> composite(composite, null);
            case Expr.FuncLit function -> {
                Head head = head(function.type());
                note(function.type(), Operand.type(head.signature()));
                body(head, function.body());
                yield Operand.value(head.signature());
            }
            case Expr.Paren paren -> expression(paren.inner());
            case Expr.Selector selector -> selector(selector);
            case Expr.Index index -> index(index);
            case Expr.Slice slice -> slice(slice);
            case Expr.TypeAssert check -> {
                expression(check.operand());
                Type type = check.type() == null ? Basic.UNKNOWN : type(check.type());
                yield new Operand(Operand.Mode.COMMA_OK, type, null, null);
            }
            case Expr.Call call -> call(call);
            case Expr.Star star -> star(star);
            case Expr.Unary unary -> unary(unary);
            case Expr.Binary binary -> binary(binary);
            case Expr.KeyValue pair -> Operand.UNKNOWN;
            case Expr.Ellipsis ellipsis -> Operand.UNKNOWN;
            case Expr.ArrayType t -> Operand.type(type(t));
            case Expr.StructType t -> Operand.type(type(t));
            case Expr.FuncType t -> Operand.type(type(t));
            case Expr.InterfaceType t -> Operand.type(type(t));
            case Expr.MapType t -> Operand.type(type(t));
            case Expr.ChanType t -> Operand.type(type(t));
        };
    }

    private Operand name(Expr.Ident name) {
        if (name.name().equals("_")) {
            return Operand.UNKNOWN;
        }
        Symbol symbol = scope.find(name.name());
        names(name, symbol);
        return symbol == null ? Operand.UNKNOWN : operand(symbol);
    }

    private Operand operand(Symbol symbol) {
        return switch (symbol) {
            case ConstantName constant -> {
                boolean counts = constant.home() == null && constant.name().equals("iota");
                Constant value = counts ? iota : constant.value();
                yield new Operand(Operand.Mode.CONSTANT, constant.type(), value, symbol);
            }
            case TypeName type -> new Operand(Operand.Mode.TYPE, type.type(), null, symbol);
            case Variable v -> new Operand(Operand.Mode.VARIABLE, v.type(), null, symbol);
            case Function f -> new Operand(Operand.Mode.VALUE, f.type(), null, symbol);
            case Builtin b -> new Operand(Operand.Mode.BUILTIN, Basic.UNKNOWN, null, symbol);
            case Nil nil -> new Operand(Operand.Mode.VALUE, Basic.UNTYPED_NIL, null, symbol);
            case PackageName p -> new Operand(Operand.Mode.UNKNOWN, Basic.UNKNOWN, null, symbol);
        };
    }

    private static Operand literal(Expr.Literal literal) {
        Type type =
                switch (literal.kind()) {
                    case INT -> Basic.UNTYPED_INT;
                    case FLOAT -> Basic.UNTYPED_FLOAT;
                    case IMAGINARY -> Basic.UNTYPED_COMPLEX;
                    case RUNE -> Basic.UNTYPED_RUNE;
                    case STRING -> Basic.UNTYPED_STRING;
                    default -> Basic.UNKNOWN;
                };
        return Operand.constant(type, Literals.value(literal.kind(), literal.text()));
    }

    private Operand selector(Expr.Selector selector) {
        PackageName imported = imported(selector);
        if (imported != null) {
            Symbol symbol = member(selector, imported);
            return symbol == null ? Operand.UNKNOWN : operand(symbol);
        }
        Operand x = expression(selector.operand());
        if (x.type().isUnknown()) {
            return Operand.UNKNOWN;
        }
        Selection found = Lookup.find(x.type(), selector.name().name(), home);
        if (found == null) {
            return Operand.UNKNOWN;
        }
        selects(selector, found);
        Type type = found.symbol().type();
        if (!(found.symbol() instanceof Function method)) {
            return x.isType()
                    ? Operand.UNKNOWN
                    : new Operand(Operand.Mode.VARIABLE, type, null, found.symbol());
        }
        if (!(type instanceof Type.Signature signature)) {
            return Operand.UNKNOWN;
        }
        Type.Signature result =
                x.isType() ? methodExpression(x.type(), signature) : signature.withoutReceiver();
        return new Operand(Operand.Mode.VALUE, result, null, method);
    }

    private Type.Signature methodExpression(Type receiver, Type.Signature method) {
        List<Variable> parameters = method.parameters();
        String name = "";
        if (!parameters.isEmpty() && !parameters.getFirst().name().isEmpty()) {
            Variable own = method.receiver();
            name = own == null || own.name().isEmpty() ? "_" : own.name();
        }
        var all = new ArrayList<Variable>();
        all.add(new Variable(name, home, -1, receiver, Variable.Kind.PARAMETER));
        all.addAll(parameters);
        return new Type.Signature(
                List.of(), List.copyOf(all), method.results(), method.variadic(), null);
    }

    private Operand star(Expr.Star star) {
        Operand x = expression(star.operand());
        if (x.isType()) {
            return Operand.type(new Type.Pointer(x.type()));
        }
        return Kinds.core(x.type()) instanceof Type.Pointer pointer
                ? Operand.variable(pointer.element())
                : Operand.UNKNOWN;
    }

    private Operand index(Expr.Index index) {
        Operand x = expression(index.operand());
        if (x.isType()) {
            var arguments = new ArrayList<Type>();
            for (Expr argument : index.indices()) {
                arguments.add(type(argument));
            }
            return Operand.type(instance(index.operand(), x.type(), List.copyOf(arguments)));
        }
        if (x.type() instanceof Type.Signature signature && !signature.typeParameters().isEmpty()) {
            return instantiated(x, signature, index);
        }
        if (index.indices().isEmpty()) {
            return Operand.UNKNOWN;
        }
        Expr at = index.indices().getFirst();
        Type core = Kinds.coreOrString(x.type());
        if (core instanceof Type.MapType map) {
            assigned(at, map.key());
            return new Operand(Operand.Mode.MAP_INDEX, map.element(), null, null);
        }
        position(at);
        return switch (core) {
            case Basic basic when basic.isString() -> Operand.value(Basic.UINT8);
            case Type.Slice slice -> Operand.variable(slice.element());
            case Type.Array array ->
                    new Operand(
                            x.mode() == Operand.Mode.VARIABLE ? x.mode() : Operand.Mode.VALUE,
                            array.element(),
                            null,
                            null);
            case Type.Pointer pointer
                    when Kinds.core(pointer.element()) instanceof Type.Array array ->
                    Operand.variable(array.element());
            case null, default -> elementOfAll(x.type());
        };
    }

    /** The element that all types of a type parameter's set have. */
    private static Operand elementOfAll(Type type) {
        if (!(type instanceof TypeParameter parameter)) {
            return Operand.UNKNOWN;
        }
        List<Type.Term> terms = parameter.constraint().terms();
        Type element = null;
        for (Type.Term term : terms == null ? List.<Type.Term>of() : terms) {
            Type next =
                    switch (term.type().underlying()) {
                        case Type.Slice s -> s.element();
                        case Type.Array a -> a.element();
                        case Type.MapType m -> m.element();
                        case Basic b when b.isString() -> Basic.UINT8;
                        case Type.Pointer p when p.element().underlying() instanceof Type.Array a ->
                                a.element();
                        default -> Basic.UNKNOWN;
                    };
            if (element != null && !Identity.identical(element, next)) {
                return Operand.UNKNOWN;
            }
            element = next;
        }
        return element == null ? Operand.UNKNOWN : Operand.value(element);
    }

    private Operand instantiated(Operand x, Type.Signature signature, Expr.Index index) {
        var arguments = new ArrayList<Type>();
        for (Expr argument : index.indices()) {
            arguments.add(type(argument));
        }
        List<TypeParameter> all = signature.typeParameters();
        List<Type> types = List.copyOf(arguments);
        if (types.size() < all.size()) {
            var inference = new Inference(all, types);
            List<Type> solved = inference.solve();
            if (solved == null) {
                return x.with(partly(signature, types));
            }
            types = solved;
        }
        return x.with(Inference.instantiate(signature, types));
    }

    /** A signature whose first type parameters are given; the others are still to be inferred. */
    private static Type.Signature partly(Type.Signature signature, List<Type> given) {
        List<TypeParameter> all = signature.typeParameters();
        int count = Math.min(given.size(), all.size());
        var first = new Substitution(all.subList(0, count), given);
        Type.Signature applied = first.signature(signature);
        var rest = new ArrayList<TypeParameter>();
        var fresh = new ArrayList<Type>();
        for (TypeParameter parameter : all.subList(count, all.size())) {
            var copy = new TypeParameter(parameter.name());
            rest.add(copy);
            fresh.add(copy);
        }
        var second = new Substitution(all.subList(count, all.size()), fresh);
        for (int i = 0; i < rest.size(); i++) {
            rest.get(i).bound(second.apply(first.apply(all.get(count + i).bound())));
        }
        Type.Signature done = second.signature(applied);
        return new Type.Signature(
                List.copyOf(rest), done.parameters(), done.results(), done.variadic(), null);
    }

    /** An index or length: without a type of its own it is an int. */
    final Operand position(Expr at) {
        Operand x = expression(at);
        return x.isUntyped() ? convert(at, x, Basic.INT) : x;
    }

    private Operand slice(Expr.Slice slice) {
        Operand x = expression(slice.operand());
        for (Expr bound : new Expr[] {slice.low(), slice.high(), slice.max()}) {
            if (bound != null) {
                position(bound);
            }
        }
        return switch (Kinds.coreOrString(x.type())) {
            case Basic basic when basic.isString() -> Operand.value(Kinds.defaultOf(x.type()));
            case Type.Slice s -> Operand.value(x.type());
            case Type.Array a -> Operand.value(new Type.Slice(a.element()));
            case Type.Pointer p when Kinds.core(p.element()) instanceof Type.Array a ->
                    Operand.value(new Type.Slice(a.element()));
            case null, default -> Operand.UNKNOWN;
        };
    }

    private Operand unary(Expr.Unary unary) {
        Token operator = unary.operator();
        if (operator == Token.AND) {
            Expr inner = unary.operand();
            while (inner instanceof Expr.Paren paren) {
                inner = paren.inner();
            }
            Operand x = expression(unary.operand());
            return x.type().isUnknown()
                    ? Operand.UNKNOWN
                    : Operand.value(new Type.Pointer(x.type()));
        }
        if (operator == Token.TILDE) {
            return Operand.type(type(unary));
        }
        Operand x = expression(unary.operand());
        if (operator == Token.ARROW) {
            return Kinds.core(x.type()) instanceof Type.Chan chan
                    ? new Operand(Operand.Mode.COMMA_OK, chan.element(), null, null)
                    : Operand.UNKNOWN;
        }
        if (x.isConstant()) {
            int bits =
                    x.type().underlying() instanceof Basic basic && basic.isUnsigned()
                            ? basic.size() * 8
                            : 0;
            return Operand.constant(x.type(), Arithmetic.unary(operator, x.value(), bits));
        }
        return Operand.value(x.type());
    }

    private Operand binary(Expr.Binary top) {
        // sums are deep to the left; a loop keeps them off the stack
        var chain = new ArrayList<Expr.Binary>();
        Expr at = top;
        while (at instanceof Expr.Binary more) {
            chain.add(more);
            at = more.left();
        }
        Operand left = expression(at);
        for (int i = chain.size() - 1; i >= 0; i--) {
            Expr.Binary binary = chain.get(i);
            left = binary(binary, left);
            note(binary, left);
        }
        return left;
    }

    private Operand binary(Expr.Binary binary, Operand x) {
        Token operator = binary.operator();
        if (operator == Token.OR && x.isType()) {
            return Operand.type(type(binary));
        }
        Operand y = expression(binary.right());
        return combined(binary.left(), x, operator, binary.right(), y);
    }

    final Operand combined(Expr left, Operand first, Token operator, Expr right, Operand second) {
        if (operator == Token.SHL || operator == Token.SHR) {
            return shift(first, operator, right, second);
        }
        Operand x = first;
        Operand y = second;
        if (mayConvert(x, y)) {
            Operand before = x;
            x = matched(left, x, y.type());
            y = matched(right, y, before.isUntyped() ? x.type() : before.type());
        }
        boolean constants = x.isConstant() && y.isConstant();
        switch (operator) {
            case EQL, NEQ, LSS, LEQ, GTR, GEQ -> {
                if (constants) {
                    Constant value = Arithmetic.compare(x.value(), operator, y.value());
                    return Operand.constant(Basic.UNTYPED_BOOL, value);
                }
                update(left, Kinds.defaultOf(x.type()));
                update(right, Kinds.defaultOf(y.type()));
                return Operand.value(Basic.UNTYPED_BOOL);
            }
            default -> {}
        }
        Type type = x.type().isUnknown() ? y.type() : x.type();
        if (type instanceof Basic basic && basic.isUntyped() && y.type().isUnknown()) {
            type = Basic.UNKNOWN;
        }
        if (constants) {
            boolean integers = Kinds.all(type, Basic::isInteger);
            return Operand.constant(
                    type, typed(Arithmetic.binary(x.value(), operator, y.value(), integers), type));
        }
        return Operand.value(type);
    }

    private Operand shift(Operand x, Token operator, Expr right, Operand y) {
        if (y.isUntyped() && !y.isConstant()) {
            convert(right, y, Basic.UINT);
        }
        if (x.isConstant() && y.isConstant()) {
            Type type =
                    x.isUntyped() && !Kinds.all(x.type(), Basic::isInteger)
                            ? Basic.UNTYPED_INT
                            : x.type();
            return Operand.constant(
                    type, typed(Arithmetic.shift(x.value(), operator, y.value()), type));
        }
        if (x.isUntyped() && x.isConstant() && y.isConstant()) {
            return Operand.constant(x.type(), null);
        }
        return Operand.value(x.type());
    }

    /** A constant as a value of its type; one that does not fit is not known. */
    static @Nullable Constant typed(@Nullable Constant value, Type type) {
        if (value == null || !(type.underlying() instanceof Basic basic) || basic.isUntyped()) {
            return value;
        }
        if (basic.isInteger()) {
            BigInteger whole = Arithmetic.whole(value);
            return whole == null ? null : new Constant.Int(whole);
        }
        return value;
    }
}
