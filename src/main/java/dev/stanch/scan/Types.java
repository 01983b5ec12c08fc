package dev.stanch.scan;

import dev.stanch.source.Decl;
import dev.stanch.source.Expr;
import dev.stanch.source.Field;
import dev.stanch.source.GoFile;
import dev.stanch.source.GoParser;
import dev.stanch.source.Spec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type of an expression as far as declarations of the same package and a few well-known
 * functions tell; null where that ends. A type is a type expression together with the file in which
 * its names mean something.
 */
final class Types {
    /** A type as written, or as put together from written parts. */
    record Type(Expr expr, GoFile file) {}

    private static final int MAX_DEPTH = 24;

    /** Result types of library calls; {@code |} between several results. */
    private static final Map<String, String> LIBRARY =
            Map.ofEntries(
                    Map.entry("time.NewTicker", "*time.Ticker"),
                    Map.entry("time.NewTimer", "*time.Timer"),
                    Map.entry("time.AfterFunc", "*time.Timer"),
                    Map.entry("time.After", "<-chan time.Time"),
                    Map.entry("time.Tick", "<-chan time.Time"),
                    Map.entry("time.Now", "time.Time"),
                    Map.entry("context.Background", "context.Context"),
                    Map.entry("context.TODO", "context.Context"),
                    Map.entry("context.WithCancel", "context.Context|context.CancelFunc"),
                    Map.entry("context.WithTimeout", "context.Context|context.CancelFunc"),
                    Map.entry("context.WithDeadline", "context.Context|context.CancelFunc"),
                    Map.entry("context.WithCancelCause", "context.Context|context.CancelCauseFunc"),
                    Map.entry("context.WithValue", "context.Context"),
                    Map.entry("container/list.New", "*list.List"),
                    Map.entry("sync.NewCond", "*sync.Cond"),
                    Map.entry("os.ReadFile", "[]byte|error"),
                    Map.entry("os.Open", "*os.File|error"),
                    Map.entry("os.Create", "*os.File|error"),
                    Map.entry("os.OpenFile", "*os.File|error"),
                    Map.entry("io.ReadAll", "[]byte|error"),
                    Map.entry("fmt.Sprintf", "string"),
                    Map.entry("fmt.Sprint", "string"),
                    Map.entry("encoding/json.Marshal", "[]byte|error"),
                    Map.entry("strings.Split", "[]string"),
                    Map.entry("strings.SplitN", "[]string"),
                    Map.entry("strings.Fields", "[]string"),
                    Map.entry("strings.Repeat", "string"),
                    Map.entry("strings.TrimSpace", "string"),
                    Map.entry("strings.Clone", "string"),
                    Map.entry("strings.ToLower", "string"),
                    Map.entry("strings.ToUpper", "string"),
                    Map.entry("strings.Join", "string"),
                    Map.entry("bytes.Repeat", "[]byte"),
                    Map.entry("bytes.Clone", "[]byte"),
                    Map.entry("bytes.TrimSpace", "[]byte"),
                    Map.entry("bytes.Split", "[][]byte"),
                    Map.entry("bytes.NewBuffer", "*bytes.Buffer"),
                    Map.entry("bytes.NewReader", "*bytes.Reader"),
                    Map.entry("bufio.NewReader", "*bufio.Reader"),
                    Map.entry("bufio.NewScanner", "*bufio.Scanner"),
                    Map.entry("net.Dial", "net.Conn|error"),
                    Map.entry("net.DialTimeout", "net.Conn|error"),
                    Map.entry("net.Listen", "net.Listener|error"),
                    Map.entry("net.Pipe", "net.Conn|net.Conn"),
                    Map.entry("net/http.Get", "*http.Response|error"),
                    Map.entry("net/http.Post", "*http.Response|error"),
                    Map.entry("net/http.NewRequest", "*http.Request|error"),
                    Map.entry("net/http.NewRequestWithContext", "*http.Request|error"),
                    Map.entry("regexp.MustCompile", "*regexp.Regexp"),
                    Map.entry("regexp.Compile", "*regexp.Regexp|error"),
                    Map.entry("encoding/csv.NewReader", "*csv.Reader"),
                    Map.entry("net/url.Parse", "*url.URL|error"),
                    Map.entry("database/sql.Open", "*sql.DB|error"),
                    Map.entry("syscall.Mmap", "[]byte|error"),
                    Map.entry("golang.org/x/sys/unix.Mmap", "[]byte|error"),
                    Map.entry("unsafe.String", "string"),
                    Map.entry("unsafe.Slice", "[]byte"));

    /** Result types of library methods, by the receiver's written type. */
    private static final Map<String, String> LIBRARY_METHODS =
            Map.ofEntries(
                    Map.entry("net.Listener.Accept", "net.Conn|error"),
                    Map.entry("http.Client.Do", "*http.Response|error"),
                    Map.entry("http.Client.Get", "*http.Response|error"),
                    Map.entry("sql.DB.Query", "*sql.Rows|error"),
                    Map.entry("sql.DB.QueryContext", "*sql.Rows|error"),
                    Map.entry("sql.DB.Prepare", "*sql.Stmt|error"),
                    Map.entry("sql.Tx.Query", "*sql.Rows|error"),
                    Map.entry("sql.Stmt.Query", "*sql.Rows|error"),
                    Map.entry("context.Context.Done", "<-chan struct{}"),
                    Map.entry("http.Request.Context", "context.Context"),
                    Map.entry("bytes.Buffer.Bytes", "[]byte"),
                    Map.entry("strings.Builder.String", "string"),
                    Map.entry("bytes.Buffer.String", "string"),
                    Map.entry("bufio.Scanner.Bytes", "[]byte"),
                    Map.entry("bufio.Scanner.Text", "string"),
                    Map.entry("csv.Reader.Read", "[]string|error"),
                    Map.entry("csv.Reader.ReadAll", "[][]string|error"),
                    Map.entry("list.List.PushBack", "*list.Element"),
                    Map.entry("list.List.PushFront", "*list.Element"),
                    Map.entry("list.List.Front", "*list.Element"),
                    Map.entry("list.List.Back", "*list.Element"),
                    Map.entry("list.Element.Next", "*list.Element"),
                    Map.entry("list.Element.Prev", "*list.Element"));

    /** Fields of library types that lead somewhere. */
    private static final Map<String, String> LIBRARY_FIELDS =
            Map.of(
                    "time.Ticker.C", "<-chan time.Time",
                    "time.Timer.C", "<-chan time.Time",
                    "http.Response.Body", "io.ReadCloser",
                    "http.Request.Body", "io.ReadCloser",
                    "list.Element.Value", "any");

    private final GoPackage goPackage;
    private final Map<Variable, @Nullable Type> known = new HashMap<>();

    Types(GoPackage goPackage) {
        this.goPackage = goPackage;
    }

    @Nullable Type of(Expr expression, GoFile file) {
        return of(expression, file, 0, 0);
    }

    @Nullable Type of(Variable variable) {
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
                            index == 0 ? library("int").expr() : array.element();
                    case Expr.MapType map -> index == 0 ? map.key() : map.value();
                    case Expr.ChanType channel -> index == 0 ? channel.element() : null;
                    case Expr.Star pointer when pointer.operand() instanceof Expr.ArrayType array ->
                            index == 0 ? library("int").expr() : array.element();
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
            case STRING -> library("string");
            case INT -> library("int");
            case RUNE -> library("rune");
            case FLOAT -> library("float64");
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
                return library("bool");
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
            case Expr.Ident name when name.name().equals("string") -> library("byte");
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
        String library = LIBRARY_FIELDS.get(written(base) + "." + selector.name().name());
        return library == null ? null : library(library);
    }

    /**
     * A field found in a struct: the named type that declares it (empty for a struct without a
     * name) and its type.
     */
    record FieldPath(String owner, Type type) {}

    @Nullable FieldPath field(Type base, String name) {
        return field(base, name, 0);
    }

    private @Nullable FieldPath field(Type base, String name, int depth) {
        Type struct = underlying(pointee(base));
        if (struct == null || !(struct.expr() instanceof Expr.StructType type) || depth > 5) {
            return null;
        }
        for (Field field : type.fields()) {
            boolean named = field.names().stream().anyMatch(n -> n.name().equals(name));
            boolean embedded = field.names().isEmpty() && embeddedName(field.type()).equals(name);
            if (named || embedded) {
                return new FieldPath(typeName(base), new Type(field.type(), struct.file()));
            }
        }
        for (Field field : type.fields()) {
            if (field.names().isEmpty()) {
                FieldPath inner = field(new Type(field.type(), struct.file()), name, depth + 1);
                if (inner != null) {
                    return inner;
                }
            }
        }
        return null;
    }

    static String embeddedName(Expr type) {
        Expr at = type instanceof Expr.Star star ? star.operand() : type;
        at = at instanceof Expr.Index generic ? generic.operand() : at;
        return switch (at) {
            case Expr.Ident name -> name.name();
            case Expr.Selector selector -> selector.name().name();
            default -> "";
        };
    }

    private @Nullable Type called(Expr.Call call, GoFile file, int index, int depth) {
        Expr function = strip(call.function());
        if (isType(function, file)) {
            return new Type(function, file);
        }
        String foreign = goPackage.foreign(file, function);
        if (foreign != null) {
            return library(LIBRARY.get(foreign), index);
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
                String known = LIBRARY_METHODS.get(written(base) + "." + method.name().name());
                if (known != null) {
                    return library(known, index);
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
            case "len", "cap", "copy" -> library("int");
            default -> null;
        };
    }

    /**
     * The package's own function that a call reaches, null when it is foreign, a value or unknown.
     */
    @Nullable Func target(Expr.Call call, GoFile file) {
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
    @Nullable Func method(Expr.Selector selector, GoFile file) {
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

    private @Nullable Func method(Type base, String name, int depth) {
        Func direct = goPackage.methods.get(typeName(base) + "." + name);
        if (direct != null || depth > 5) {
            return direct;
        }
        Type under = underlying(pointee(base));
        if (under != null && under.expr() instanceof Expr.StructType struct) {
            for (Field field : struct.fields()) {
                if (field.names().isEmpty()) {
                    Func inner = method(new Type(field.type(), under.file()), name, depth + 1);
                    if (inner != null) {
                        return inner;
                    }
                }
            }
        }
        return null;
    }

    /** The name of a type of this package, through a pointer; empty when it has none. */
    static String typeName(@Nullable Type type) {
        return type == null ? "" : Names.typeName(type.expr());
    }

    /**
     * The type as written, without a pointer, type arguments and parentheses: {@code time.Ticker}.
     */
    static String written(@Nullable Type type) {
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

    static Type pointee(Type type) {
        Expr at = strip(type.expr());
        return at instanceof Expr.Star star ? new Type(star.operand(), type.file()) : type;
    }

    /** Follows names to the type that they stand for. */
    @Nullable Type underlying(@Nullable Type type) {
        Type at = type;
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
                return new Type(expr, at.file());
            }
            at = new Type(declared.spec().type(), declared.file());
        }
        return at;
    }

    boolean isChannel(@Nullable Type type) {
        Type under = underlying(type);
        return under != null && under.expr() instanceof Expr.ChanType;
    }

    boolean isMap(@Nullable Type type) {
        Type under = underlying(type);
        return under != null && under.expr() instanceof Expr.MapType;
    }

    boolean isList(@Nullable Type type) {
        Type under = underlying(type);
        return under != null && under.expr() instanceof Expr.ArrayType;
    }

    boolean isString(@Nullable Type type) {
        Type under = underlying(type);
        return under != null
                && under.expr() instanceof Expr.Ident name
                && name.name().equals("string");
    }

    /** Whether an expression in call position names a type, so that the call is a conversion. */
    boolean isType(Expr expression, GoFile file) {
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

    static Expr strip(Expr expression) {
        Expr at = expression;
        while (at instanceof Expr.Paren paren) {
            at = paren.inner();
        }
        return at;
    }

    private static @Nullable Type library(@Nullable String results, int index) {
        if (results == null) {
            return null;
        }
        String[] parts = results.split("\\|", -1);
        return index < parts.length ? library(parts[index]) : null;
    }

    /** A type written here, with the text that its names stand in. */
    private static Type library(String type) {
        GoFile parsed = GoParser.parse("", "package p\nvar v " + type + "\n");
        if (parsed.declarations().getFirst() instanceof Decl.Gen gen
                && gen.specs().getFirst() instanceof Spec.Value value
                && value.type() != null) {
            return new Type(value.type(), parsed);
        }
        throw new IllegalArgumentException("no type: " + type);
    }
}
