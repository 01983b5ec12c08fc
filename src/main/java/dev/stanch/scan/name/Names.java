package dev.stanch.scan.name;

import dev.stanch.source.Decl;
import dev.stanch.source.Expr;
import dev.stanch.source.Field;
import dev.stanch.source.GoFile;
import dev.stanch.source.Spec;
import dev.stanch.source.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what each name in a package refers to (specification, "Declarations and scope"),
 * without types.
 */
public final class Names {
    private final GoPackage goPackage;

    Names(GoPackage goPackage) {
        this.goPackage = goPackage;
    }

    void resolve() {
        var declared = new ArrayList<Func>();
        for (GoFile file : goPackage.files) {
            for (Decl declaration : file.declarations()) {
                switch (declaration) {
                    case Decl.Func func -> declared.add(declare(file, func));
                    case Decl.Gen gen -> declareGlobals(file, gen);
                    case Decl.Bad _ -> {}
                }
            }
        }
        var universe = new Scope(null);
        universe.names.putAll(goPackage.globals);
        for (GoFile file : goPackage.files) {
            for (Decl declaration : file.declarations()) {
                if (declaration instanceof Decl.Gen gen) {
                    for (Spec spec : gen.specs()) {
                        if (spec instanceof Spec.Value value) {
                            new NamesInside(goPackage, this, file, null)
                                    .expressions(value.values(), universe);
                        }
                    }
                }
            }
        }
        for (Func func : declared) {
            function(func, universe);
        }
    }

    private Func declare(GoFile file, Decl.Func func) {
        String shortName = func.name().name();
        String receiver = func.receiver() == null ? "" : typeName(func.receiver().type());
        boolean pointer = func.receiver() != null && func.receiver().type() instanceof Expr.Star;
        String name =
                receiver.isEmpty()
                        ? goPackage.name + "." + shortName
                        : goPackage.name
                                + "."
                                + (pointer ? "(*" + receiver + ")" : receiver)
                                + "."
                                + shortName;
        var made = new Func(file, func, name, shortName, receiver, null, func.type(), func.body());
        if (receiver.isEmpty()) {
            goPackage.functions.put(shortName, made);
        } else {
            goPackage.methods.put(receiver + "." + shortName, made);
            goPackage.methodsByName.computeIfAbsent(shortName, any -> new ArrayList<>()).add(made);
        }
        return made;
    }

    /** The name in {@code T}, {@code *T} and {@code *T[K, V]}; empty when there is none. */
    public static String typeName(Expr type) {
        Expr at = type;
        while (true) {
            switch (at) {
                case Expr.Star star -> at = star.operand();
                case Expr.Paren paren -> at = paren.inner();
                case Expr.Index index -> at = index.operand();
                case Expr.Ident name -> {
                    return name.name();
                }
                default -> {
                    return "";
                }
            }
        }
    }

    private void declareGlobals(GoFile file, Decl.Gen gen) {
        for (Spec spec : gen.specs()) {
            if (spec instanceof Spec.Type type) {
                goPackage.types.put(type.name().name(), new GoPackage.TypeDecl(type, file));
            } else if (spec instanceof Spec.Value value && gen.keyword() == Token.VAR) {
                for (int i = 0; i < value.names().size(); i++) {
                    Expr.Ident name = value.names().get(i);
                    if (name.name().equals("_")) {
                        continue;
                    }
                    Variable global = variable(Variable.Kind.GLOBAL, file, name, value, i, null);
                    goPackage.globals.put(name.name(), global);
                    goPackage.use(file, name.pos(), global);
                }
            }
        }
    }

    static Variable variable(
            Variable.Kind kind,
            GoFile file,
            Expr.Ident name,
            Spec.Value value,
            int i,
            @Nullable Func owner) {
        int values = value.values().size();
        Expr init =
                values == value.names().size()
                        ? value.values().get(i)
                        : values == 1 ? value.values().getFirst() : null;
        int index = values == value.names().size() ? 0 : i;
        int of = values == value.names().size() ? 1 : value.names().size();
        return new Variable(
                kind, name.name(), file, name.pos(), value.type(), init, index, of, owner);
    }

    void function(Func func, Scope outer) {
        goPackage.all.add(func);
        var scope = new Scope(outer);
        if (func.node instanceof Decl.Func declared && declared.receiver() != null) {
            var receivers =
                    fields(func, List.of(declared.receiver()), Variable.Kind.RECEIVER, scope);
            func.receiver = receivers.isEmpty() ? null : receivers.getFirst();
        }
        func.parameters.addAll(
                fields(func, func.type.parameters(), Variable.Kind.PARAMETER, scope));
        func.results.addAll(fields(func, func.type.results(), Variable.Kind.RESULT, scope));
        if (func.body != null) {
            new NamesInside(goPackage, this, func.file, func)
                    .statements(func.body.statements(), new Scope(scope));
        }
    }

    private List<Variable> fields(Func func, List<Field> fields, Variable.Kind kind, Scope scope) {
        var made = new ArrayList<Variable>();
        for (Field field : fields) {
            if (field.names().isEmpty()) {
                made.add(
                        new Variable(
                                kind, "", func.file, field.pos(), field.type(), null, 0, 1, func));
            }
            for (Expr.Ident name : field.names()) {
                var variable =
                        new Variable(
                                kind,
                                name.name(),
                                func.file,
                                name.pos(),
                                field.type(),
                                null,
                                0,
                                1,
                                func);
                made.add(variable);
                scope.names.put(name.name(), variable);
                goPackage.use(func.file, name.pos(), variable);
            }
        }
        return made;
    }
}
