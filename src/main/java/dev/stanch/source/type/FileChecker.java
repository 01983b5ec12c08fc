package dev.stanch.source.type;

import dev.stanch.source.Decl;
import dev.stanch.source.Expr;
import dev.stanch.source.Field;
import dev.stanch.source.GoFile;
import dev.stanch.source.Spec;
import dev.stanch.source.constant.Constant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Declarations of one file, at package level and inside functions. */
final class FileChecker extends Statements {
    private final Scope fileScope;
    private final IdentityHashMap<Decl.Func, Head> heads = new IdentityHashMap<>();
    private final List<Symbol> declared = new ArrayList<>();

    FileChecker(GoPackage home, GoFile file, Scope fileScope, @Nullable Info info) {
        super(home, file, fileScope, info);
        this.fileScope = fileScope;
    }

    /** Methods of the file by the name of their receiver's type. */
    final Map<String, List<Function>> methods = new HashMap<>();

    /** Puts the file's names into the package, each to be resolved when it is asked for. */
    void collect(Map<String, List<Function>> allMethods) {
        for (Decl declaration : file.declarations()) {
            switch (declaration) {
                case Decl.Bad bad -> {}
                case Decl.Func func -> function(func);
                case Decl.Gen gen -> general(gen, allMethods);
            }
        }
    }

    private void put(Symbol symbol, Expr.Ident name) {
        names(name, symbol);
        declared.add(symbol);
        if (home.scope.own(symbol.name()) == null) {
            home.scope.put(symbol);
        }
    }

    private void function(Decl.Func func) {
        var symbol = new Function(func.name().name(), home, func.name().pos(), Basic.UNKNOWN, func);
        symbol.later(() -> in(fileScope, null, () -> resolveFunction(symbol, func)));
        names(func.name(), symbol);
        declared.add(symbol);
        if (func.receiver() == null) {
            boolean hidden = func.name().name().equals("init");
            if (!hidden && home.scope.own(symbol.name()) == null) {
                home.scope.put(symbol);
            }
            return;
        }
        Expr.Ident base = Receivers.base(func.receiver().type());
        if (base != null) {
            methods.computeIfAbsent(base.name(), name -> new ArrayList<>()).add(symbol);
        }
    }

    private Head resolveFunction(Function symbol, Decl.Func func) {
        open();
        try {
            Variable receiver = func.receiver() == null ? null : receiver(symbol, func.receiver());
            List<TypeParameter> parameters = typeParameters(func.type().typeParameters());
            Type.Signature signature = signature(func.type(), parameters, receiver);
            if (receiver != null) {
                scope.put(receiver);
            }
            symbol.type(signature);
            var head = new Head(signature, scope);
            heads.put(func, head);
            return head;
        } finally {
            close();
        }
    }

    private Variable receiver(Function symbol, Field written) {
        Expr.Ident base = Receivers.base(written.type());
        Symbol found = base == null ? null : scope.find(base.name());
        Type type = found instanceof TypeName named ? named.type() : Basic.UNKNOWN;
        List<Expr> names = Receivers.parameters(written.type());
        if (!names.isEmpty() && type instanceof Named generic) {
            if (base != null) {
                names(base, found);
                note(base, Operand.type(generic));
            }
            var own = new ArrayList<TypeParameter>();
            for (Expr each : names) {
                Expr.Ident name = each instanceof Expr.Ident ident ? ident : null;
                var parameter = new TypeParameter(name == null ? "_" : name.name());
                own.add(parameter);
                if (name != null) {
                    var symbolOf = new TypeName(name.name(), home, name.pos(), parameter);
                    names(name, symbolOf);
                    scope.put(symbolOf);
                    note(name, Operand.type(parameter));
                }
            }
            var to = new Substitution(generic.typeParameters(), List.copyOf(own));
            for (int i = 0; i < Math.min(own.size(), generic.typeParameters().size()); i++) {
                own.get(i).bound(to.apply(generic.typeParameters().get(i).bound()));
            }
            symbol.receiverParameters(List.copyOf(own));
            type = received(written.type(), generic.instance(List.copyOf(own)));
        } else {
            type = type(written.type());
        }
        Expr.Ident name = written.names().isEmpty() ? null : written.names().getFirst();
        return name == null
                ? new Variable("", home, written.pos(), type, Variable.Kind.PARAMETER)
                : declare(name, type, Variable.Kind.PARAMETER);
    }

    private Type received(Expr written, Type instance) {
        Type type =
                switch (written) {
                    case Expr.Star star -> new Type.Pointer(received(star.operand(), instance));
                    case Expr.Paren paren -> received(paren.inner(), instance);
                    default -> instance;
                };
        note(written, Operand.type(type));
        return type;
    }

    private void general(Decl.Gen gen, Map<String, List<Function>> allMethods) {
        switch (gen.keyword()) {
            case CONST ->
                    constants(
                            gen,
                            (symbol, name, at) -> {
                                symbol.later(() ->
                                        in(
                                                fileScope,
                                                Constant.of(at.iota()),
                                                () -> resolveConstant(symbol, at)));
                                put(symbol, name);
                            });
            case VAR -> {
                for (Spec spec : gen.specs()) {
                    if (spec instanceof Spec.Value value) {
                        globals(value);
                    }
                }
            }
            case TYPE -> {
                for (Spec spec : gen.specs()) {
                    if (spec instanceof Spec.Type type) {
                        var symbol =
                                new TypeName(
                                        type.name().name(), home, type.name().pos(), Basic.UNKNOWN);
                        symbol.later(() ->
                                in(fileScope, null, () -> resolveType(symbol, type, allMethods)));
                        put(symbol, type.name());
                    }
                }
            }
            default -> {}
        }
    }

    /** A constant's place: its number, and the line that gives its type and values. */
    private record ConstantPlace(
            int iota, int which, Spec.@Nullable Value source, boolean repeated) {}

    private interface Declares {
        void accept(ConstantName symbol, Expr.Ident name, ConstantPlace place);
    }

    private void constants(Decl.Gen gen, Declares declares) {
        Spec.Value last = null;
        int iota = 0;
        for (Spec spec : gen.specs()) {
            if (spec instanceof Spec.Value value) {
                boolean own = !value.values().isEmpty() || value.type() != null;
                last = own ? value : last;
                for (int i = 0; i < value.names().size(); i++) {
                    Expr.Ident name = value.names().get(i);
                    var symbol =
                            new ConstantName(name.name(), home, name.pos(), Basic.UNKNOWN, null);
                    declares.accept(symbol, name, new ConstantPlace(iota, i, last, !own));
                }
                iota++;
            }
        }
    }

    private Operand resolveConstant(ConstantName symbol, ConstantPlace place) {
        Spec.Value source = place.source();
        if (source == null || place.which() >= source.values().size()) {
            return Operand.UNKNOWN;
        }
        Type type = source.type() == null ? null : type(source.type());
        Expr written = source.values().get(place.which());
        Operand value = expression(written);
        if (type != null) {
            value = convert(written, value, type);
        }
        symbol.type(type == null ? value.type() : type);
        symbol.value(value.value());
        return value;
    }

    private void globals(Spec.Value spec) {
        var all = new ArrayList<Variable>();
        boolean together = spec.values().size() == 1 && spec.names().size() > 1;
        for (Expr.Ident name : spec.names()) {
            var symbol =
                    new Variable(
                            name.name(), home, name.pos(), Basic.UNKNOWN, Variable.Kind.PACKAGE);
            all.add(symbol);
            put(symbol, name);
        }
        for (int i = 0; i < all.size(); i++) {
            Variable symbol = all.get(i);
            int which = i;
            symbol.later(() ->
                    in(
                            fileScope,
                            null,
                            () ->
                                    together
                                            ? resolveAll(all, spec)
                                            : resolveGlobal(symbol, spec, which)));
        }
    }

    private Type resolveGlobal(Variable symbol, Spec.Value spec, int which) {
        Type type = spec.type() == null ? null : type(spec.type());
        if (type != null) {
            symbol.type(type);
        }
        if (which < spec.values().size() && (info != null || type == null)) {
            Type found = assigned(spec.values().get(which), type).type();
            if (type == null) {
                symbol.type(Kinds.defaultOf(found));
            }
        }
        return symbol.type();
    }

    private Type resolveAll(List<Variable> all, Spec.Value spec) {
        all.forEach(each -> each.later(() -> {}));
        Type type = spec.type() == null ? Basic.UNKNOWN : type(spec.type());
        List<Type> targets = new ArrayList<>();
        all.forEach(each -> targets.add(type));
        if (spec.type() != null) {
            all.forEach(each -> each.type(type));
        }
        List<Type> types = values(spec.values(), targets);
        for (int i = 0; i < all.size(); i++) {
            if (spec.type() == null) {
                all.get(i).type(Kinds.defaultOf(types.get(i)));
            }
        }
        return type;
    }

    private Type resolveType(
            TypeName symbol, Spec.Type spec, Map<String, List<Function>> allMethods) {
        open();
        try {
            if (spec.alias()) {
                List<TypeParameter> parameters = typeParameters(spec.typeParameters());
                symbol.aliasParameters(parameters);
                Type type = type(spec.type());
                symbol.type(type);
                return type;
            }
            var named = new Named(symbol);
            symbol.type(named);
            named.methods(allMethods.getOrDefault(symbol.name(), List.of()));
            named.define(Basic.UNKNOWN);
            declareParameters(named, spec);
            named.define(type(spec.type()));
            return named;
        } finally {
            close();
        }
    }

    private void declareParameters(Named named, Spec.Type spec) {
        if (spec.typeParameters().isEmpty()) {
            return;
        }
        named.declare(typeParameters(spec.typeParameters(), named::declare));
    }

    @Override
    void local(Decl.Gen gen) {
        switch (gen.keyword()) {
            case CONST -> {
                var waiting = new ArrayList<ConstantName>();
                var line = new int[] {-1};
                constants(
                        gen,
                        (symbol, name, place) -> {
                            if (place.iota() != line[0]) {
                                waiting.forEach(scope::put);
                                waiting.clear();
                                line[0] = place.iota();
                            }
                            names(name, symbol);
                            in(
                                    scope,
                                    Constant.of(place.iota()),
                                    () -> resolveConstant(symbol, place));
                            waiting.add(symbol);
                        });
                waiting.forEach(scope::put);
            }
            case VAR -> {
                for (Spec spec : gen.specs()) {
                    if (spec instanceof Spec.Value value) {
                        variables(value, Variable.Kind.LOCAL);
                    }
                }
            }
            case TYPE -> {
                for (Spec spec : gen.specs()) {
                    if (spec instanceof Spec.Type type) {
                        var symbol =
                                new TypeName(
                                        type.name().name(), home, type.name().pos(), Basic.UNKNOWN);
                        names(type.name(), symbol);
                        scope.put(symbol);
                        resolveType(symbol, type, Map.of());
                    }
                }
            }
            default -> {}
        }
    }

    /** Resolves all that the file declares and reads its functions' bodies. */
    void check() {
        for (Symbol symbol : List.copyOf(declared)) {
            guarded(symbol::resolve);
        }
        for (Decl declaration : file.declarations()) {
            if (declaration instanceof Decl.Func func) {
                var body = func.body();
                Head head = heads.get(func);
                if (head != null && body != null) {
                    guarded(() -> body(head, body));
                }
            }
        }
    }

    /** What is nested deeper than the stack stays unknown. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (StackOverflowError tooDeep) {
            scope = fileScope;
        }
    }
}
