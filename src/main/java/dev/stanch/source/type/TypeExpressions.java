package dev.stanch.source.type;

import dev.stanch.source.Expr;
import dev.stanch.source.Field;
import dev.stanch.source.GoFile;
import dev.stanch.source.Token;
import dev.stanch.source.constant.Arithmetic;
import dev.stanch.source.constant.Literals;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Types as they are written (specification, "Types"). */
abstract class TypeExpressions extends FileState {
    TypeExpressions(GoPackage home, GoFile file, Scope fileScope, @Nullable Info info) {
        super(home, file, fileScope, info);
    }

    abstract Operand expression(Expr expression);

    abstract Operand convert(Expr expression, Operand operand, @Nullable Type target);

    /** A signature and the scope that holds its parameters. */
    record Head(Type.Signature signature, Scope scope) {}

    final Type type(Expr expression) {
        Type type = undNoted(expression);
        note(expression, Operand.type(type));
        return type;
    }

    private Type undNoted(Expr expression) {
        return switch (expression) {
            case Expr.Ident name -> {
                Symbol symbol = scope.find(name.name());
                names(name, symbol);
                yield symbol instanceof TypeName named ? named.type() : Basic.UNKNOWN;
            }
            case Expr.Paren paren -> type(paren.inner());
            case Expr.Selector selector -> qualified(selector);
            case Expr.Star star -> new Type.Pointer(type(star.operand()));
            case Expr.ArrayType array when array.length() == null ->
                    new Type.Slice(type(array.element()));
            case Expr.ArrayType array -> {
                long length = length(array.length());
                yield new Type.Array(type(array.element()), length);
            }
            case Expr.MapType map -> {
                Type key = type(map.key());
                yield new Type.MapType(key, type(map.value()));
            }
            case Expr.ChanType chan -> new Type.Chan(chan.direction(), type(chan.element()));
            case Expr.FuncType function -> head(function).signature();
            case Expr.StructType struct -> struct(struct);
            case Expr.InterfaceType it -> interfaceType(it);
            case Expr.Index index -> instance(index);
            case Expr.Ellipsis ellipsis ->
                    ellipsis.element() == null
                            ? Basic.UNKNOWN
                            : new Type.Slice(type(ellipsis.element()));
            case Expr.Unary unary when unary.operator() == Token.TILDE ->
                    new Type.Union(List.of(new Type.Term(true, type(unary.operand()))));
            case Expr.Binary binary when binary.operator() == Token.OR -> union(binary);
            default -> Basic.UNKNOWN;
        };
    }

    private Type qualified(Expr.Selector selector) {
        PackageName imported = imported(selector);
        return imported != null && member(selector, imported) instanceof TypeName named
                ? named.type()
                : Basic.UNKNOWN;
    }

    private Type union(Expr.Binary binary) {
        var parts = new ArrayList<Expr>();
        Expr at = binary;
        while (at instanceof Expr.Binary more && more.operator() == Token.OR) {
            parts.addFirst(more.right());
            at = more.left();
        }
        parts.addFirst(at);
        var terms = new ArrayList<Type.Term>();
        for (Expr part : parts) {
            if (part instanceof Expr.Unary unary && unary.operator() == Token.TILDE) {
                Type type = type(unary.operand());
                terms.add(new Type.Term(true, type));
                note(part, Operand.type(new Type.Union(List.of(new Type.Term(true, type)))));
            } else {
                terms.add(new Type.Term(false, type(part)));
            }
        }
        var union = new Type.Union(List.copyOf(terms));
        Expr inner = binary;
        for (int count = terms.size(); inner instanceof Expr.Binary more && count > 1; count--) {
            note(inner, Operand.type(new Type.Union(List.copyOf(terms.subList(0, count)))));
            inner = more.left();
        }
        return union;
    }

    private long length(@Nullable Expr length) {
        if (length == null || length instanceof Expr.Ellipsis) {
            return -1;
        }
        Operand count = expression(length);
        BigInteger value = Arithmetic.whole(count.value());
        return value == null || value.bitLength() > 62 ? -1 : value.longValue();
    }

    private Type instance(Expr.Index index) {
        Type generic = type(index.operand());
        var arguments = new ArrayList<Type>();
        for (Expr argument : index.indices()) {
            arguments.add(type(argument));
        }
        return instance(index.operand(), generic, List.copyOf(arguments));
    }

    final Type instance(Expr operand, Type generic, List<Type> arguments) {
        TypeName alias = typeName(operand);
        if (alias != null && !alias.aliasParameters().isEmpty()) {
            return new Substitution(alias.aliasParameters(), arguments).apply(generic);
        }
        return generic instanceof Named named && !named.typeParameters().isEmpty()
                ? named.instance(arguments)
                : Basic.UNKNOWN;
    }

    private @Nullable TypeName typeName(Expr operand) {
        return switch (operand) {
            case Expr.Ident name ->
                    scope.find(name.name()) instanceof TypeName found ? found : null;
            case Expr.Paren paren -> typeName(paren.inner());
            case Expr.Selector selector ->
                    selector.operand() instanceof Expr.Ident name
                                    && scope.find(name.name()) instanceof PackageName of
                                    && of.imported() != null
                                    && of.imported().find(selector.name().name())
                                            instanceof TypeName found
                            ? found
                            : null;
            default -> null;
        };
    }

    private Type struct(Expr.StructType struct) {
        var fields = new ArrayList<Variable>();
        var tags = new ArrayList<String>();
        for (Field field : struct.fields()) {
            Type type = type(field.type());
            String tag = tag(field);
            for (Expr.Ident name : field.names()) {
                fields.add(declare(name, type, Variable.Kind.FIELD));
                tags.add(tag);
            }
            if (field.names().isEmpty()) {
                Expr.Ident name = embeddedName(field.type());
                if (name != null) {
                    fields.add(
                            new Variable(
                                    name.name(), home, name.pos(), type, Variable.Kind.EMBEDDED));
                    tags.add(tag);
                }
            }
        }
        return new StructType(List.copyOf(fields), List.copyOf(tags));
    }

    /** The tag behind a field; the tree does not keep it. */
    private String tag(Field field) {
        String text = file.text();
        int at = field.end();
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        if (at >= text.length() || (text.charAt(at) != '`' && text.charAt(at) != '"')) {
            return "";
        }
        char quote = text.charAt(at);
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != quote) {
            end += quote == '"' && text.charAt(end) == '\\' ? 2 : 1;
        }
        return end < text.length() ? Literals.unquoted(text.substring(at, end + 1)) : "";
    }

    private static Expr.@Nullable Ident embeddedName(Expr type) {
        return switch (type) {
            case Expr.Ident name -> name;
            case Expr.Selector selector -> selector.name();
            case Expr.Star star -> embeddedName(star.operand());
            case Expr.Paren paren -> embeddedName(paren.inner());
            case Expr.Index index -> embeddedName(index.operand());
            default -> null;
        };
    }

    private Type interfaceType(Expr.InterfaceType written) {
        var methods = new ArrayList<Function>();
        var embedded = new ArrayList<Type>();
        for (Field member : written.members()) {
            if (member.names().isEmpty()) {
                embedded.add(type(member.type()));
            } else if (member.type() instanceof Expr.FuncType function) {
                Expr.Ident name = member.names().getFirst();
                var method =
                        new Function(
                                name.name(), home, name.pos(), head(function).signature(), null);
                names(name, method);
                note(function, Operand.type(method.type()));
                methods.add(method);
            }
        }
        methods.sort(
                Comparator.comparing((Function method) -> !method.isExported())
                        .thenComparing(Function::name));
        return new InterfaceType(List.copyOf(methods), List.copyOf(embedded), false);
    }

    /** Reads a signature in a scope of its own, which holds its parameters. */
    final Head head(Expr.FuncType function) {
        open();
        try {
            List<TypeParameter> typeParameters = typeParameters(function.typeParameters());
            return new Head(signature(function, typeParameters, null), scope);
        } finally {
            close();
        }
    }

    final Type.Signature signature(
            Expr.FuncType function,
            List<TypeParameter> typeParameters,
            @Nullable Variable receiver) {
        var inner = new ArrayList<Variable>();
        List<Variable> parameters =
                variables(function.parameters(), Variable.Kind.PARAMETER, inner);
        List<Variable> results = variables(function.results(), Variable.Kind.RESULT, inner);
        inner.forEach(scope::put);
        boolean variadic =
                !function.parameters().isEmpty()
                        && function.parameters().getLast().type() instanceof Expr.Ellipsis;
        return new Type.Signature(typeParameters, parameters, results, variadic, receiver);
    }

    private List<Variable> variables(
            List<Field> fields, Variable.Kind kind, List<Variable> declared) {
        var variables = new ArrayList<Variable>();
        for (Field field : fields) {
            Type type = type(field.type());
            if (field.names().isEmpty()) {
                variables.add(new Variable("", home, field.pos(), type, kind));
            }
            for (Expr.Ident name : field.names()) {
                Variable variable = declare(name, type, kind);
                variables.add(variable);
                declared.add(variable);
            }
        }
        return List.copyOf(variables);
    }

    /** Declares type parameters in the scope at hand, then reads their constraints. */
    final List<TypeParameter> typeParameters(List<Field> fields) {
        return typeParameters(fields, declared -> {});
    }

    /** As above, and tells of the parameters before their constraints are read. */
    final List<TypeParameter> typeParameters(
            List<Field> fields, Consumer<List<TypeParameter>> declared) {
        var all = new ArrayList<TypeParameter>();
        for (Field field : fields) {
            for (Expr.Ident name : field.names()) {
                var parameter = new TypeParameter(name.name());
                var symbol = new TypeName(name.name(), home, name.pos(), parameter);
                names(name, symbol);
                scope.put(symbol);
                all.add(parameter);
            }
        }
        declared.accept(List.copyOf(all));
        int at = 0;
        for (Field field : fields) {
            Type bound = bound(field.type());
            for (int i = 0; i < field.names().size(); i++) {
                all.get(at++).bound(bound);
            }
        }
        return List.copyOf(all);
    }

    private Type bound(Expr written) {
        Type type = type(written);
        return type.underlying() instanceof InterfaceType || type.isUnknown()
                ? type
                : new InterfaceType(List.of(), List.of(type), true);
    }
}
