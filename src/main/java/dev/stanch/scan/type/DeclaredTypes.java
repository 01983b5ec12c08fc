package dev.stanch.scan.type;

import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.GoPackage;
import dev.stanch.scan.name.Names;
import dev.stanch.source.Expr;
import dev.stanch.source.Field;
import dev.stanch.source.GoFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Types as the package declares them: what their names stand for, their fields and their methods.
 */
abstract sealed class DeclaredTypes permits Types {
    final GoPackage goPackage;

    DeclaredTypes(GoPackage goPackage) {
        this.goPackage = goPackage;
    }

    /**
     * A field found in a struct: the named type that declares it (empty for a struct without a
     * name) and its type.
     */
    public record FieldPath(String owner, Types.Type type) {}

    public Types.@Nullable FieldPath field(Types.Type base, String name) {
        return field(base, name, 0);
    }

    private Types.@Nullable FieldPath field(Types.Type base, String name, int depth) {
        Types.Type struct = underlying(pointee(base));
        if (struct == null || !(struct.expr() instanceof Expr.StructType type) || depth > 5) {
            return null;
        }
        for (Field field : type.fields()) {
            boolean named = field.names().stream().anyMatch(n -> n.name().equals(name));
            boolean embedded = field.names().isEmpty() && embeddedName(field.type()).equals(name);
            if (named || embedded) {
                return new Types.FieldPath(
                        typeName(base), new Types.Type(field.type(), struct.file()));
            }
        }
        for (Field field : type.fields()) {
            if (field.names().isEmpty()) {
                Types.FieldPath inner =
                        field(new Types.Type(field.type(), struct.file()), name, depth + 1);
                if (inner != null) {
                    return inner;
                }
            }
        }
        return null;
    }

    public static String embeddedName(Expr type) {
        Expr at = type instanceof Expr.Star star ? star.operand() : type;
        at = at instanceof Expr.Index generic ? generic.operand() : at;
        return switch (at) {
            case Expr.Ident name -> name.name();
            case Expr.Selector selector -> selector.name().name();
            default -> "";
        };
    }

    @Nullable Func method(Types.Type base, String name, int depth) {
        Func direct = goPackage.methods.get(typeName(base) + "." + name);
        if (direct != null || depth > 5) {
            return direct;
        }
        Types.Type under = underlying(pointee(base));
        if (under != null && under.expr() instanceof Expr.StructType struct) {
            for (Field field : struct.fields()) {
                if (field.names().isEmpty()) {
                    Func inner =
                            method(new Types.Type(field.type(), under.file()), name, depth + 1);
                    if (inner != null) {
                        return inner;
                    }
                }
            }
        }
        return null;
    }

    /** The name of a type of this package, through a pointer; empty when it has none. */
    public static String typeName(Types.@Nullable Type type) {
        return type == null ? "" : Names.typeName(type.expr());
    }

    /**
     * The type as written, without a pointer, type arguments and parentheses: {@code time.Ticker}.
     */
    public static String written(Types.@Nullable Type type) {
        if (type == null) {
            return "";
        }
        Expr at = type.expr();
        while (true) {
            switch (at) {
                case Expr.Star star -> at = star.operand();
                case Expr.Paren paren -> at = paren.inner();
                case Expr.Index index -> at = index.operand();
                case Expr.Ident name -> {
                    return name.name();
                }
                case Expr.Selector selector when selector.operand() instanceof Expr.Ident left -> {
                    return left.name() + "." + selector.name().name();
                }
                default -> {
                    return "";
                }
            }
        }
    }

    static Types.Type pointee(Types.Type type) {
        Expr at = strip(type.expr());
        return at instanceof Expr.Star star ? new Types.Type(star.operand(), type.file()) : type;
    }

    /** Follows names to the type that they stand for. */
    public Types.@Nullable Type underlying(Types.@Nullable Type type) {
        Types.Type at = type;
        for (int i = 0; at != null && i < 10; i++) {
            Expr expr = strip(at.expr());
            String name =
                    switch (expr) {
                        case Expr.Ident ident -> ident.name();
                        case Expr.Index generic
                                when generic.operand() instanceof Expr.Ident ident ->
                                ident.name();
                        default -> "";
                    };
            GoPackage.TypeDecl declared = name.isEmpty() ? null : goPackage.types.get(name);
            if (declared == null) {
                return new Types.Type(expr, at.file());
            }
            at = new Types.Type(declared.spec().type(), declared.file());
        }
        return at;
    }

    public boolean isChannel(Types.@Nullable Type type) {
        Types.Type under = underlying(type);
        return under != null && under.expr() instanceof Expr.ChanType;
    }

    public boolean isMap(Types.@Nullable Type type) {
        Types.Type under = underlying(type);
        return under != null && under.expr() instanceof Expr.MapType;
    }

    public boolean isList(Types.@Nullable Type type) {
        Types.Type under = underlying(type);
        return under != null && under.expr() instanceof Expr.ArrayType;
    }

    public boolean isString(Types.@Nullable Type type) {
        Types.Type under = underlying(type);
        return under != null
                && under.expr() instanceof Expr.Ident name
                && name.name().equals("string");
    }

    /** Whether an expression in call position names a type, so that the call is a conversion. */
    public boolean isType(Expr expression, GoFile file) {
        return switch (strip(expression)) {
            case Expr.Ident name ->
                    goPackage.variable(file, name) == null
                            && !goPackage.functions.containsKey(name.name())
                            && (goPackage.types.containsKey(name.name())
                                    || BASIC.contains(name.name()));
            case Expr.Index generic -> isType(generic.operand(), file);
            case Expr.Star star -> isType(star.operand(), file);
            case Expr.ArrayType _, Expr.MapType _, Expr.ChanType _, Expr.StructType _ -> true;
            case Expr.FuncType _, Expr.InterfaceType _ -> true;
            default -> false;
        };
    }

    private static final List<String> BASIC =
            List.of(
                    "string",
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
                    "uintptr",
                    "byte",
                    "rune",
                    "float32",
                    "float64",
                    "complex64",
                    "complex128",
                    "bool",
                    "any",
                    "error");

    public static Expr strip(Expr expression) {
        Expr at = expression;
        while (at instanceof Expr.Paren paren) {
            at = paren.inner();
        }
        return at;
    }
}
