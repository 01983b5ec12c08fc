package dev.stanch.scan.flow;

import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.GoPackage;
import dev.stanch.scan.name.Names;
import dev.stanch.scan.name.Variable;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of one package go: slots with edges between them, and what is done to each.
 * Fields count as one slot for all values of their struct type, calls and returns are joined
 * without regard to the path; so the graph may show ways that no run takes, but within the package
 * it misses few.
 */
public final class Flow {
    private static final int MAX_ALIASES = 2_000;

    private record Where(String file, int pos, int end, Class<?> kind, int index) {}

    private final GoPackage goPackage;
    private final Map<Where, Slot> expressions = new HashMap<>();
    private final Map<Variable, Slot> variables = new HashMap<>();
    private final Map<String, Slot> fields = new HashMap<>();
    private final Map<Func, List<Slot>> results = new HashMap<>();
    private final Map<Slot, Map<String, Slot>> looseFields = new HashMap<>();
    private final Map<Func, Slot> functions = new HashMap<>();
    private final Map<Slot, Func> functionValues = new HashMap<>();
    private final List<Op> ops = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();

    private Flow(GoPackage goPackage) {
        this.goPackage = goPackage;
    }

    public static Flow of(GoPackage goPackage, Types types) {
        var flow = new Flow(goPackage);
        new FlowBuilder(goPackage, types, flow).build();
        return flow;
    }

    public List<Op> ops() {
        return ops;
    }

    List<Edge> edges() {
        return edges;
    }

    /** The slot that the graph has for an expression, null when nothing flows through it. */
    public @Nullable Slot find(GoFile file, Expr expression, int index) {
        return expressions.get(
                new Where(
                        file.name(),
                        expression.pos(),
                        expression.end(),
                        expression.getClass(),
                        index));
    }

    void remember(GoFile file, Expr expression, int index, Slot slot) {
        expressions.put(
                new Where(
                        file.name(),
                        expression.pos(),
                        expression.end(),
                        expression.getClass(),
                        index),
                slot);
    }

    public Slot variable(Variable variable) {
        return variables.computeIfAbsent(
                variable,
                v ->
                        v.global()
                                ? new Slot(Slot.Kind.GLOBAL, goPackage.name + "." + v.name, v)
                                : new Slot(Slot.Kind.VARIABLE, v.name, v));
    }

    public Slot field(String owner, String name) {
        return fields.computeIfAbsent(
                owner + "." + name,
                key -> new Slot(Slot.Kind.FIELD, "(*" + owner + ")." + name, null));
    }

    /** Whether a field is the only one that points to its own type, as the link of a list is. */
    public boolean isLink(Slot field) {
        int close = field.name.indexOf(").");
        if (field.kind != Slot.Kind.FIELD || !field.name.startsWith("(*") || close < 0) {
            return false;
        }
        String owner = field.name.substring(2, close);
        GoPackage.TypeDecl declared = goPackage.types.get(owner);
        if (declared == null || !(declared.spec().type() instanceof Expr.StructType struct)) {
            return false;
        }
        List<String> own =
                struct.fields().stream()
                        .filter(one ->
                                one.type() instanceof Expr.Star
                                        && Names.typeName(one.type()).equals(owner))
                        .flatMap(one -> one.names().stream().map(Expr.Ident::name))
                        .toList();
        return own.equals(List.of(field.name.substring(close + 2)));
    }

    Slot looseField(Slot base, String name) {
        return looseFields
                .computeIfAbsent(base, any -> new HashMap<>())
                .computeIfAbsent(
                        name,
                        key -> {
                            var slot = new Slot(Slot.Kind.FIELD, base.name + "." + name, null);
                            slot.base = base;
                            return slot;
                        });
    }

    /** A field of a value without a named type, null when nothing speaks of it. */
    public @Nullable Slot part(Slot base, String name) {
        return looseFields.getOrDefault(base, Map.of()).get(name);
    }

    Slot foreign(String path) {
        return fields.computeIfAbsent(
                path,
                key -> new Slot(Slot.Kind.GLOBAL, path.substring(path.lastIndexOf('/') + 1), null));
    }

    public Slot result(Func func, int index) {
        List<Slot> all = results.computeIfAbsent(func, any -> new ArrayList<>());
        while (all.size() <= index) {
            all.add(new Slot(Slot.Kind.RESULT, func.name + " result", null));
        }
        return all.get(index);
    }

    /** A function by its name, as a value. */
    Slot function(Func func) {
        Slot slot =
                functions.computeIfAbsent(
                        func, named -> new Slot(Slot.Kind.EXPRESSION, named.name, null));
        functionValues.put(slot, func);
        return slot;
    }

    void isFunction(Slot slot, Func func) {
        functionValues.put(slot, func);
    }

    /** The functions of the package that a value may be. */
    public Set<Func> functions(Slot value) {
        var found = new LinkedHashSet<Func>();
        var seen = new LinkedHashSet<Slot>(Set.of(value));
        var open = new ArrayDeque<Slot>(seen);
        while (!open.isEmpty() && seen.size() < MAX_ALIASES) {
            Slot slot = open.poll();
            Func func = functionValues.get(slot);
            if (func != null) {
                found.add(func);
            }
            for (Edge edge : slot.in) {
                if (same(edge) && seen.add(edge.from())) {
                    open.add(edge.from());
                }
            }
        }
        return found;
    }

    void edge(Edge edge) {
        if (edge.from() != edge.to()) {
            edge.from().out.add(edge);
            edge.to().in.add(edge);
            edges.add(edge);
        }
    }

    void op(Op.Kind kind, Slot slot, @Nullable Func func, GoFile file, Node at, String detail) {
        var op = new Op(kind, slot, func, file, at, detail);
        slot.ops.add(op);
        ops.add(op);
    }

    /** Finds the container that is displayed so. */
    public Set<Slot> named(String display) {
        var found = new LinkedHashSet<Slot>();
        for (Slot slot : variables.values()) {
            if (slot.name.equals(display)) {
                found.add(slot);
            }
        }
        for (Slot slot : fields.values()) {
            if (slot.name.equals(display) || bare(slot.name).equals(bare(display))) {
                found.add(slot);
            }
        }
        for (Map<String, Slot> loose : looseFields.values()) {
            for (Slot slot : loose.values()) {
                if (slot.name.equals(display)) {
                    found.add(slot);
                }
            }
        }
        return found;
    }

    private static String bare(String display) {
        return display.replace("(*", "").replace(")", "");
    }

    /**
     * All slots that may hold the same value as this one, against and along the edges, through
     * containers as well.
     */
    public Set<Slot> aliases(Slot start) {
        return aliases(Set.of(start));
    }

    public Set<Slot> aliases(Set<Slot> starts) {
        var seen = new LinkedHashSet<Slot>(starts);
        var open = new ArrayDeque<Slot>(starts);
        while (!open.isEmpty() && seen.size() < MAX_ALIASES) {
            Slot slot = open.poll();
            for (Edge edge : slot.out) {
                if (same(edge) && seen.add(edge.to())) {
                    open.add(edge.to());
                }
            }
            for (Edge edge : slot.in) {
                if (same(edge) && seen.add(edge.from())) {
                    open.add(edge.from());
                }
            }
        }
        return seen;
    }

    private static boolean same(Edge edge) {
        return switch (edge.kind()) {
            case COPY, RETURN, ARGUMENT, STORE -> true;
            case RESLICE, HELD -> false;
        };
    }

    /** The operations of a kind on any of these slots. */
    public static List<Op> ops(Set<Slot> slots, Op.Kind kind) {
        var found = new ArrayList<Op>();
        for (Slot slot : slots) {
            for (Op op : slot.ops) {
                if (op.kind() == kind) {
                    found.add(op);
                }
            }
        }
        return found;
    }
}
