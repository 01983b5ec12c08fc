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
 * taken as calling it; a method is called when any reachable code selects its name.
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
                    "Push",
                    "Pop",
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

    private final GoPackage goPackage;
    private final Set<Func> reachable = new HashSet<>();

    /**
     * @param used whether another package of the program may use an exported name
     */
    Reach(GoPackage goPackage, Types types, Predicate<String> used) {
        this.goPackage = goPackage;
        var open = new ArrayDeque<Func>();
        var selected = new HashSet<String>(CALLED_BY_LIBRARY);
        boolean library = !goPackage.name.equals("main");
        for (Func func : goPackage.all) {
            boolean start =
                    func.receiverType.isEmpty()
                            && (func.shortName.equals("main") || func.shortName.equals("init"));
            if (start || (library && func.exported() && used.test(func.shortName))) {
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
                        case Expr.Selector selector -> selected.add(selector.name().name());
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

    public boolean reachable(Func func) {
        return reachable.contains(func) || reachable.contains(func.outermost());
    }
}
