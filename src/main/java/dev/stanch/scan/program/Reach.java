package dev.stanch.scan.program;

import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.GoPackage;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Decl;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import dev.stanch.source.Walk;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which functions of a package a run can get to: from main, init and the package's variables, and
 * for a library from everything exported that the rest of the program names. Naming a function is
 * taken as calling it; a method is called when any reachable code selects it from a value of its
 * type, or selects its name from a value of unknown type.
 */
public final class Reach {
    /** Methods that the library calls through its interfaces. */
    private static final Set<String> CALLED_BY_LIBRARY =
            Set.of(
                    "ServeHTTP",
                    "Read",
                    "Write",
                    "Close",
                    "String",
                    "Error",
                    "Len",
                    "Less",
                    "Swap",
                    "MarshalJSON",
                    "UnmarshalJSON",
                    "RoundTrip",
                    "Scan",
                    "Value",
                    "Format",
                    "GoString",
                    "Is",
                    "As",
                    "Unwrap",
                    "Seek",
                    "ReadAt",
                    "WriteAt",
                    "ReadFrom",
                    "WriteTo",
                    "Done",
                    "Deadline",
                    "Err",
                    "Handle",
                    "Accept",
                    "Addr");

    /** Packages of the library whose types are no interfaces. */
    private static final Set<String> CONCRETE =
            Set.of(
                    "list", "ring", "sync", "atomic", "time", "bytes", "strings", "regexp", "bufio",
                    "url", "rand", "json", "csv", "gob", "slog", "log", "sql");

    private final GoPackage goPackage;
    private final Types types;
    private final Set<Func> reachable = new HashSet<>();

    /**
     * @param used whether another package of the program may use an exported name
     */
    Reach(GoPackage goPackage, Types types, Predicate<String> used) {
        this.goPackage = goPackage;
        this.types = types;
        var open = new ArrayDeque<Func>();
        var selected = new HashSet<String>(CALLED_BY_LIBRARY);
        boolean library = !goPackage.name.equals("main");
        for (Func func : goPackage.all) {
            boolean start =
                    func.receiverType.isEmpty()
                            && (func.shortName.equals("main") || func.shortName.equals("init"));
            boolean heap =
                    (func.shortName.equals("Push") || func.shortName.equals("Pop"))
                            && goPackage.methods.containsKey(func.receiverType + ".Less");
            if (start || heap || (library && func.exported() && used.test(func.shortName))) {
                open.add(func);
            }
        }
        for (GoFile file : goPackage.files) {
            for (Decl declaration : file.declarations()) {
                if (declaration instanceof Decl.Gen gen) {
                    mentions(file, gen, open, selected);
                }
            }
        }
        while (!open.isEmpty()) {
            Func func = open.poll();
            if (reachable.add(func) && func.body != null) {
                mentions(func.file, func.body, open, selected);
            }
            if (open.isEmpty()) {
                for (String name : selected) {
                    for (Func method :
                            goPackage.methodsByName.getOrDefault(name, java.util.List.of())) {
                        if (!reachable.contains(method)) {
                            open.add(method);
                        }
                    }
                }
            }
        }
    }

    private void mentions(GoFile file, Node root, ArrayDeque<Func> open, Set<String> selected) {
        Walk.all(
                root,
                node -> {
                    switch (node) {
                        case Expr.Selector selector -> {
                            Func method = types.method(selector, file);
                            if (method != null) {
                                open.add(method);
                            } else if (!ofLibrary(selector, file)) {
                                selected.add(selector.name().name());
                            }
                        }
                        case Expr.Ident name -> {
                            Func func = goPackage.functions.get(name.name());
                            if (func != null && goPackage.variable(file, name) == null) {
                                open.add(func);
                            }
                        }
                        case Expr.FuncLit literal -> {
                            Func func = goPackage.literal(file, literal);
                            if (func != null) {
                                open.add(func);
                            }
                        }
                        default -> {}
                    }
                });
    }

    /** A method of a type that the program cannot implement. */
    private boolean ofLibrary(Expr.Selector selector, GoFile file) {
        if (goPackage.foreign(file, selector) != null) {
            return true;
        }
        String written = Types.written(types.of(selector.operand(), file));
        int dot = written.indexOf('.');
        return dot > 0 && CONCRETE.contains(written.substring(0, dot));
    }

    public boolean reachable(Func func) {
        return reachable.contains(func) || reachable.contains(func.outermost());
    }
}
