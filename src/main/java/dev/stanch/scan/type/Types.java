package dev.stanch.scan.type;

import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.GoPackage;
import dev.stanch.scan.name.Variable;
import dev.stanch.source.Expr;
import dev.stanch.source.Field;
import dev.stanch.source.GoFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The type of an expression as far as declarations of the same package and a few well-known
 * functions tell; null where that ends. A type is a type expression together with the file in which
 * its names mean something.
 */
public final class Types extends DeclaredTypes {
    /** A type as written, or as put together from written parts. */
    public record Type(Expr expr, GoFile file) {}

    /**
     * A field found in a struct: the named type that declares it (empty for a struct without a
     * name) and its type.
     */
    public record FieldPath(String owner, Type type) {}

    private static final int MAX_DEPTH = 24;

    /** Generic library functions whose result has the type of their first argument. */
    private static final Set<String> SAME_TYPE =
            Set.of(
                    "slices.Clone",
                    "slices.Clip",
                    "slices.Grow",
                    "slices.Insert",
                    "slices.Delete",
                    "slices.DeleteFunc",
                    "slices.Compact",
                    "slices.CompactFunc",
                    "slices.Replace",
                    "slices.Concat",
                    "maps.Clone");

    private final Map<Variable, @Nullable Type> known = new HashMap<>();

    public Types(GoPackage goPackage) {
        super(goPackage);
    }

    public @Nullable Type of(Expr expression, GoFile file) {
        return of(expression, file, 0, 0);
    }

    public @Nullable Type of(Variable variable) {
        return of(variable, 0);
    }

    private @Nullable Type of(Variable variable, int depth) {
        if (known.containsKey(variable)) {
            return known.get(variable);
        }
        if (depth > MAX_DEPTH) {
            return null;
        }
        known.put(variable, null);
        Type type = null;
        if (variable.type != null) {
            type = new Type(plain(variable.type), variable.file);
        } else if (variable.ofRange() && variable.init instanceof Expr.Unary range) {
            type = ranged(of(range.operand(), variable.file, 0, depth + 1), variable.index);
        } else if (variable.init != null) {
            boolean commaOk = variable.values == 2 && !(strip(variable.init) instanceof Expr.Call);
            if (!commaOk || variable.index == 0) {
                type = of(variable.init, variable.file, variable.index, depth + 1);
            }
        }
        known.put(variable, type);
        return type;
    }

    /** A variadic parameter is a slice inside. */
    private static Expr plain(Expr type) {
        if (type instanceof Expr.Ellipsis rest && rest.element() != null) {
            return new Expr.ArrayType(rest.pos(), rest.end(), null, rest.element());
        }
        return type;
    }

    private @Nullable Type ranged(@Nullable Type subject, int index) {
        Type under = underlying(subject);
        if (under == null) {
            return null;
        }
        Expr part =
                switch (under.expr()) {
                    case Expr.ArrayType array ->
                            index == 0 ? Library.type("int").expr() : array.element();
                    case Expr.MapType map -> index == 0 ? map.key() : map.value();
                    case Expr.ChanType channel -> index == 0 ? channel.element() : null;
                    case Expr.Index sequence
                            when sequence.operand() instanceof Expr.Selector named
                                    && named.name().name().startsWith("Seq")
                                    && index < sequence.indices().size() ->
                            sequence.indices().get(index);
                    case Expr.Star pointer when pointer.operand() instanceof Expr.ArrayType array ->
                            index == 0 ? Library.type("int").expr() : array.element();
                    default -> null;
                };
        return part == null ? null : new Type(part, under.file());
    }

    private @Nullable Type of(Expr expression, GoFile file, int index, int depth) {
        if (depth > MAX_DEPTH) {
            return null;
        }
        return switch (expression) {
            case Expr.Ident name -> {
                Variable variable = goPackage.variable(file, name);
                yield variable == null ? null : of(variable, depth + 1);
            }
            case Expr.Paren paren -> of(paren.inner(), file, index, depth + 1);
            case Expr.Literal literal -> literal(literal);
            case Expr.Composite composite ->
                    composite.type() == null ? null : new Type(composite.type(), file);
            case Expr.FuncLit literal -> new Type(literal.type(), file);
            case Expr.Star star -> dereferenced(of(star.operand(), file, 0, depth + 1));
            case Expr.Unary unary -> unary(unary, file, depth);
            case Expr.Binary binary -> binary(binary, file, depth);
            case Expr.Selector selector -> selected(selector, file, depth);
            case Expr.Index at -> indexed(at, file, depth);
            case Expr.Slice slice -> of(slice.operand(), file, 0, depth + 1);
            case Expr.TypeAssert assertion ->
                    assertion.type() == null ? null : new Type(assertion.type(), file);
            case Expr.Call call -> called(call, file, index, depth);
            default -> null;
        };
    }

    private static @Nullable Type literal(Expr.Literal literal) {
        return switch (literal.kind()) {
            case STRING -> Library.type("string");
            case INT -> Library.type("int");
            case RUNE -> Library.type("rune");
            case FLOAT -> Library.type("float64");
            default -> null;
        };
    }

    private @Nullable Type unary(Expr.Unary unary, GoFile file, int depth) {
        Type operand = of(unary.operand(), file, 0, depth + 1);
        if (operand == null) {
            return null;
        }
        return switch (unary.operator()) {
            case AND ->
                    new Type(
                            new Expr.Star(unary.pos(), unary.end(), operand.expr()),
                            operand.file());
            case ARROW -> {
                Type under = underlying(operand);
                yield under != null && under.expr() instanceof Expr.ChanType channel
                        ? new Type(channel.element(), under.file())
                        : null;
            }
            default -> operand;
        };
    }

    private @Nullable Type binary(Expr.Binary binary, GoFile file, int depth) {
        switch (binary.operator()) {
            case EQL, NEQ, LSS, LEQ, GTR, GEQ, LOGICAL_AND, LOGICAL_OR -> {
                return Library.type("bool");
            }
            default -> {}
        }
        Expr left = binary;
        while (left instanceof Expr.Binary inner) {
            left = inner.left();
        }
        return of(left, file, 0, depth + 1);
    }

    private @Nullable Type dereferenced(@Nullable Type pointer) {
        Type under = underlying(pointer);
        return under != null && under.expr() instanceof Expr.Star star
                ? new Type(star.operand(), under.file())
                : null;
    }

    private @Nullable Type indexed(Expr.Index at, GoFile file, int depth) {
        Type under = underlying(of(at.operand(), file, 0, depth + 1));
        if (under == null) {
            return null;
        }
        return switch (under.expr()) {
            case Expr.MapType map -> new Type(map.value(), under.file());
            case Expr.ArrayType array -> new Type(array.element(), under.file());
            case Expr.Star star when star.operand() instanceof Expr.ArrayType array ->
                    new Type(array.element(), under.file());
            case Expr.FuncType function -> under;
            case Expr.Ident name when name.name().equals("string") -> Library.type("byte");
            default -> null;
        };
    }

    private @Nullable Type selected(Expr.Selector selector, GoFile file, int depth) {
        if (goPackage.foreign(file, selector) != null) {
            return null;
        }
        Type base = of(selector.operand(), file, 0, depth + 1);
        if (base == null) {
            return null;
        }
        FieldPath found = field(base, selector.name().name());
        if (found != null) {
            return found.type();
        }
        return Library.field(written(base), selector.name().name());
    }

    private @Nullable Type called(Expr.Call call, GoFile file, int index, int depth) {
        Expr function = strip(call.function());
        if (isType(function, file)) {
            return new Type(function, file);
        }
        String foreign = goPackage.foreign(file, function);
        if (foreign != null) {
            return SAME_TYPE.contains(foreign) && index == 0 && !call.arguments().isEmpty()
                    ? of(call.arguments().getFirst(), file, 0, depth + 1)
                    : Library.call(foreign, index);
        }
        if (function instanceof Expr.Ident name && goPackage.variable(file, name) == null) {
            Type builtin = builtin(name.name(), call, file, depth);
            if (builtin != null) {
                return builtin;
            }
        }
        Func target = target(call, file, depth);
        if (target != null) {
            if (index >= target.results.size()) {
                return null;
            }
            return of(target.results.get(index), depth + 1);
        }
        if (function instanceof Expr.Selector method) {
            Type base = of(method.operand(), file, 0, depth + 1);
            if (base != null) {
                Type known = Library.method(written(base), method.name().name(), index);
                if (known != null) {
                    return known;
                }
            }
        }
        Type value = underlying(of(function, file, 0, depth + 1));
        if (value != null && value.expr() instanceof Expr.FuncType signature) {
            return result(signature, index, value.file());
        }
        return null;
    }

    private static @Nullable Type result(Expr.FuncType signature, int index, GoFile file) {
        int at = 0;
        for (Field field : signature.results()) {
            int names = Math.max(1, field.names().size());
            if (index < at + names) {
                return new Type(field.type(), file);
            }
            at += names;
        }
        return null;
    }

    private @Nullable Type builtin(String name, Expr.Call call, GoFile file, int depth) {
        Expr first = call.arguments().isEmpty() ? null : call.arguments().getFirst();
        if (first == null || goPackage.functions.containsKey(name)) {
            return null;
        }
        return switch (name) {
            case "make" -> new Type(first, file);
            case "new" -> {
                Type made =
                        isType(first, file) ? new Type(first, file) : of(first, file, 0, depth + 1);
                yield made == null
                        ? null
                        : new Type(
                                new Expr.Star(first.pos(), first.end(), made.expr()), made.file());
            }
            case "append", "min", "max" -> of(first, file, 0, depth + 1);
            case "len", "cap", "copy" -> Library.type("int");
            default -> null;
        };
    }

    /**
     * The package's own function that a call reaches, null when it is foreign, a value or unknown.
     */
    public @Nullable Func target(Expr.Call call, GoFile file) {
        return target(call, file, 0);
    }

    private @Nullable Func target(Expr.Call call, GoFile file, int depth) {
        Expr function = strip(call.function());
        if (function instanceof Expr.Index generic) {
            function = generic.operand();
        }
        return switch (function) {
            case Expr.Ident name ->
                    goPackage.variable(file, name) == null
                            ? goPackage.functions.get(name.name())
                            : assigned(file, name);
            case Expr.FuncLit literal -> goPackage.literal(file, literal);
            case Expr.Selector selector ->
                    goPackage.foreign(file, selector) != null
                            ? null
                            : method(selector, file, depth);
            default -> null;
        };
    }

    /** The literal that a local function variable holds from its declaration on. */
    private @Nullable Func assigned(GoFile file, Expr.Ident name) {
        Variable variable = goPackage.variable(file, name);
        return variable != null && variable.init instanceof Expr.FuncLit literal
                ? goPackage.literal(variable.file, literal)
                : null;
    }

    /** The method (or method value) that a selector names. */
    public @Nullable Func method(Expr.Selector selector, GoFile file) {
        return method(selector, file, 0);
    }

    private @Nullable Func method(Expr.Selector selector, GoFile file, int depth) {
        String name = selector.name().name();
        Type base = of(selector.operand(), file, 0, depth + 1);
        if (base == null) {
            return null;
        }
        return method(base, name, 0);
    }
}
