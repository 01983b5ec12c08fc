package dev.stanch.scan.collection;

import dev.stanch.scan.StoreKind;
import dev.stanch.scan.flow.Edge;
import dev.stanch.scan.flow.Op;
import dev.stanch.scan.flow.Slot;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.Paths;
import dev.stanch.scan.name.Variable;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.program.Runs;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.Field;
import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import dev.stanch.source.Stmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a collection lives no longer than one call of a function: each value that holds it
 * is made in a function that is called again and again, and nothing that outlives the call gets
 * hold of it. What the package cannot show counts as outliving.
 */
final class Lifetime {
    private static final int MAX_SLOTS = 600;

    /** Library packages whose functions keep nothing of what they are given. */
    private static final Set<String> HARMLESS =
            Set.of(
                    "fmt",
                    "strings",
                    "bytes",
                    "strconv",
                    "sort",
                    "slices",
                    "maps",
                    "errors",
                    "log",
                    "math",
                    "unicode",
                    "encoding/json",
                    "encoding/binary",
                    "reflect",
                    "io",
                    "os");

    private final Code code;
    private final Runs runs;

    Lifetime(Code code) {
        this.code = code;
        this.runs = new Runs(code);
    }

    /**
     * The function whose call the collections of these names end with, empty when there is none.
     */
    String owner(Set<Slot> named) {
        var owners = new LinkedHashSet<Func>();
        for (Slot slot : named) {
            if (!local(slot, owners, new HashSet<>())) {
                return "";
            }
        }
        return owners.isEmpty() ? "" : owners.iterator().next().name;
    }

    private boolean local(Slot slot, Set<Func> owners, Set<String> open) {
        List<Birth> births =
                switch (slot.kind) {
                    case VARIABLE -> origins(slot);
                    case FIELD ->
                            slot.name.startsWith("(*") ? holders(type(slot), owners, open) : null;
                    default -> null;
                };
        if (births == null) {
            return false;
        }
        for (Birth birth : births) {
            if (!ends(birth, owners, open)) {
                return false;
            }
        }
        return true;
    }

    private static String type(Slot field) {
        return field.name.substring(2, field.name.indexOf(')'));
    }

    /** Where what a variable holds is made, null when that is not in sight. */
    private @Nullable List<Birth> origins(Slot variable) {
        var births = new ArrayList<Birth>();
        var seen = new HashSet<Slot>(Set.of(variable));
        var open = new ArrayDeque<Slot>(seen);
        while (!open.isEmpty() && seen.size() < MAX_SLOTS) {
            Slot slot = open.poll();
            if (slot.kind == Slot.Kind.GLOBAL || slot.kind == Slot.Kind.FIELD) {
                return null;
            }
            boolean first = true;
            for (Edge edge : slot.in) {
                boolean same =
                        edge.kind() == Edge.Kind.COPY
                                || edge.kind() == Edge.Kind.ARGUMENT
                                || edge.kind() == Edge.Kind.RETURN;
                first &= !same;
                if (same && seen.add(edge.from())) {
                    open.add(edge.from());
                }
            }
            if (first) {
                Birth birth = Birth.of(slot);
                if (birth == null) {
                    return null;
                }
                births.add(birth);
            }
        }
        return births;
    }

    /** Where the objects of a struct type are made, null when that is not in sight. */
    private @Nullable List<Birth> holders(String type, Set<Func> owners, Set<String> open) {
        if (!open.add(type) || !code.goPackage.types.containsKey(type)) {
            return null;
        }
        if (!insideOthers(type, owners, open) || globalOf(type)) {
            return null;
        }
        var births = new ArrayList<Birth>();
        var lost = new boolean[1];
        for (Func func : code.goPackage.all) {
            if (!code.reach.reachable(func)) {
                continue;
            }
            Paths.own(
                    func.body,
                    node -> {
                        if (Birth.makes(node, type)) {
                            Slot slot = code.slot(func.file, (Expr) node);
                            lost[0] |= slot == null;
                            if (slot != null) {
                                births.add(new Birth(slot, func, node));
                            }
                        } else if (node instanceof Stmt.Declaration declared) {
                            for (var spec : declared.declaration().specs()) {
                                if (spec instanceof dev.stanch.source.Spec.Value value
                                        && value.type() != null
                                        && value.values().isEmpty()
                                        && Birth.named(value.type(), type)) {
                                    for (Expr.Ident name : value.names()) {
                                        Slot slot = code.slot(func.file, name);
                                        Variable variable =
                                                code.goPackage.variable(func.file, name);
                                        if (variable != null) {
                                            slot = code.flow.variable(variable);
                                        }
                                        lost[0] |= slot == null;
                                        if (slot != null) {
                                            births.add(new Birth(slot, func, node));
                                        }
                                    }
                                }
                            }
                        }
                    });
        }
        return lost[0] || (births.isEmpty() && owners.isEmpty()) ? null : births;
    }

    /** Objects that are part of others live as long as those do. */
    private boolean insideOthers(String type, Set<Func> owners, Set<String> open) {
        for (var declared : code.goPackage.types.entrySet()) {
            if (!(declared.getValue().spec().type() instanceof Expr.StructType struct)) {
                if (Birth.inElements(declared.getValue().spec().type(), type)) {
                    return false;
                }
                continue;
            }
            for (Field field : struct.fields()) {
                if (Birth.inElements(field.type(), type)) {
                    return false;
                }
                if (Birth.named(field.type(), type)) {
                    List<Birth> outer = holders(declared.getKey(), owners, open);
                    if (outer == null) {
                        return false;
                    }
                    for (Birth birth : outer) {
                        if (!ends(birth, owners, open)) {
                            return false;
                        }
                    }
                }
            }
        }
        return true;
    }

    private boolean globalOf(String type) {
        for (Variable variable : code.goPackage.globals.values()) {
            Types.Type of = code.types.of(variable);
            if (of != null && (Birth.named(of.expr(), type) || Birth.inElements(of.expr(), type))) {
                return true;
            }
        }
        return false;
    }

    /** Whether what is made there goes no further than a call that ends. */
    private boolean ends(Birth birth, Set<Func> owners, Set<String> open) {
        var keepers = new LinkedHashSet<Birth>();
        var seen = new LinkedHashSet<Slot>(Set.of(birth.slot()));
        var todo = new ArrayDeque<Slot>(seen);
        keepers.add(birth);
        while (!todo.isEmpty()) {
            Slot slot = todo.poll();
            if (seen.size() > MAX_SLOTS || escapes(slot, open, owners)) {
                return false;
            }
            for (Edge edge : slot.out) {
                if (leaves(edge)) {
                    return false;
                }
                if (edge.kind() == Edge.Kind.RETURN && edge.func() != null) {
                    keepers.add(new Birth(edge.to(), edge.func(), edge.at()));
                }
                for (Slot next :
                        edge.container() == null
                                ? List.of(edge.to())
                                : List.of(edge.to(), edge.container())) {
                    if (seen.add(next)) {
                        todo.add(next);
                    }
                }
            }
        }
        var returned = new HashSet<Func>();
        for (Func func : code.goPackage.all) {
            for (int i = 0; i < func.results.size(); i++) {
                if (seen.contains(code.flow.result(func, i))) {
                    returned.add(func);
                }
            }
        }
        int before = owners.size();
        for (Birth keeper : keepers) {
            if (!returned.contains(keeper.func())) {
                if (!isCallThatEnds(keeper)) {
                    return false;
                }
                owners.add(keeper.func());
            }
        }
        // a function that only returns it and that nobody in sight calls
        return owners.size() > before || keepers.stream().anyMatch(k -> owners.contains(k.func()));
    }

    private boolean escapes(Slot slot, Set<String> open, Set<Func> owners) {
        if (slot.kind == Slot.Kind.GLOBAL) {
            return true;
        }
        if (slot.kind == Slot.Kind.FIELD) {
            if (!slot.name.startsWith("(*")) {
                return false;
            }
            String type = type(slot);
            return !open.contains(type) && !local(slot, owners, open);
        }
        if (slot.kind == Slot.Kind.RESULT && slot.out.isEmpty()) {
            return true;
        }
        for (Op op : slot.ops) {
            if (op.kind() == Op.Kind.ESCAPE && op.at() instanceof Expr.Call call) {
                String foreign = code.goPackage.foreign(op.file(), Types.strip(call.function()));
                if (foreign == null
                        || !HARMLESS.contains(foreign.substring(0, foreign.lastIndexOf('.')))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Sent away, captured by a function that is kept, or handed to a goroutine. */
    private boolean leaves(Edge edge) {
        if (edge.store() == StoreKind.CHANNEL) {
            return true;
        }
        Func func = edge.func();
        if (func == null || func.body == null) {
            return true;
        }
        boolean closure = edge.kind() == Edge.Kind.HELD && edge.at() instanceof Expr.FuncLit;
        if (edge.kind() != Edge.Kind.ARGUMENT && !closure) {
            return false;
        }
        Node call = null;
        for (Node node : Paths.to(func.body, edge.at())) {
            if (node instanceof Stmt.Go) {
                return true;
            }
            call = node instanceof Expr.Call || node instanceof Stmt.Defer ? node : call;
        }
        if (closure) {
            boolean called =
                    call instanceof Expr.Call direct
                            && Types.strip(direct.function()).is(edge.at());
            boolean passed = call instanceof Expr.Call direct && sorts(direct, func.file);
            return !called && !passed && edge.to().out.stream().anyMatch(this::leaves);
        }
        return false;
    }

    private boolean sorts(Expr.Call call, GoFile file) {
        String foreign = code.goPackage.foreign(file, Types.strip(call.function()));
        return foreign != null && HARMLESS.contains(foreign.substring(0, foreign.lastIndexOf('.')));
    }

    /** Whether the function comes to its end, or at least the loop's turn that makes the value. */
    private boolean isCallThatEnds(Birth keeper) {
        Func func = keeper.func();
        if (func.body == null) {
            return false;
        }
        for (Node node : Paths.to(func.body, keeper.at())) {
            Stmt.Block body =
                    switch (node) {
                        case Stmt.For loop -> loop.body();
                        case Stmt.Range range -> range.body();
                        default -> null;
                    };
            if (body != null
                    && Birth.within(body, keeper.at())
                    && Birth.declaredInside(node, keeper, func)) {
                return !runs.lasts(func, keeper.at());
            }
        }
        return !runs.once(func) && !runs.lasts(func, null);
    }
}
