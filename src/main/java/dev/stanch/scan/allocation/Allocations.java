package dev.stanch.scan.allocation;

import dev.stanch.scan.AllocationFacts;
import dev.stanch.scan.AllocationForm;
import dev.stanch.scan.Place;
import dev.stanch.scan.Store;
import dev.stanch.scan.StoreKind;
import dev.stanch.scan.flow.Edge;
import dev.stanch.scan.flow.Op;
import dev.stanch.scan.flow.Slot;
import dev.stanch.scan.name.Variable;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.program.Neighbours;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers what a line allocates and follows the value to what keeps it. */
public final class Allocations {
    private static final int MAX_HOLDER_STEPS = 60;
    private static final int MAX_HOLDERS = 6;

    private final Code code;
    private final Neighbours neighbours;

    /**
     * @param neighbours for callers and callees in other packages
     */
    public Allocations(Code code, Neighbours neighbours) {
        this.code = code;
        this.neighbours = neighbours;
    }

    public Optional<AllocationFacts> at(GoFile file, List<Place> stack) {
        int line = stack.getFirst().line();
        AllocatingLine.Found found = new AllocatingLine(code).at(file, line);
        return found == null ? Optional.empty() : Optional.of(facts(file, line, found, stack));
    }

    private AllocationFacts facts(
            GoFile file, int line, AllocatingLine.Found found, List<Place> stack) {
        var trace = new Trace(code, stack);
        Set<Slot> starts = new LinkedHashSet<>();
        Slot container = null;
        StoreKind kind = null;
        if (found.form() == AllocationForm.MAP_ASSIGN
                && Types.strip(java.util.Objects.requireNonNull(found.expression()))
                        instanceof Expr.Index index) {
            container = code.slot(file, index.operand());
            kind = StoreKind.MAP;
        } else if (found.form() == AllocationForm.APPEND
                && found.expression() instanceof Expr.Call append
                && !append.arguments().isEmpty()) {
            container = code.slot(file, append.arguments().getFirst());
            kind = StoreKind.SLICE;
        }
        if (container != null && kind != null) {
            trace.stored(kind, container, file, line);
            starts.add(container);
        }
        Slot own = found.expression() == null ? null : code.slot(file, found.expression());
        if (own != null && found.form() != AllocationForm.MAP_ASSIGN) {
            starts.add(own);
        }
        if (found.expression() instanceof Expr.Call call) {
            grows(file, call).ifPresent(starts::add);
            for (int i = 1; i < 3; i++) {
                Slot more = code.flow.find(file, call, i);
                if (more != null) {
                    starts.add(more);
                }
            }
        }
        trace.run(starts);
        new Stacks(code, neighbours).follow(trace, stack);
        Types.Type type =
                found.expression() == null ? null : code.types.of(found.expression(), file);
        String typeName = Types.typeName(type);
        var timers = new Timers(code);
        var cycles = new Cycles(code);
        List<String> cycle = typeName.isEmpty() ? List.of() : cycles.of(typeName);
        for (String holder : holders(trace)) {
            cycle = cycle.isEmpty() ? cycles.of(holder) : cycle;
        }
        return new AllocationFacts(
                found.form(),
                file.trimmedLine(line),
                type == null ? "" : type.file().text(type.expr()),
                variable(starts, container),
                trace.resliced(),
                withoutLinks(trace.stores(), cycle),
                finalizer(trace, typeName, cycle),
                !cycle.isEmpty(),
                cycle,
                timers.at(file, line).or(() -> timers.keeping(trace)).orElse(null));
    }

    /** A link that closes a ring is the field of a cycle and no list. */
    private static List<Store> withoutLinks(List<Store> stores, List<String> cycle) {
        return stores.stream()
                .map(store ->
                        store.kind() == StoreKind.LIST
                                        && cycle.contains(store.container().replaceAll("[(*)]", ""))
                                ? new Store(
                                        StoreKind.FIELD,
                                        store.container(),
                                        store.file(),
                                        store.line(),
                                        store.text())
                                : store)
                .toList();
    }

    /** The buffer or builder whose memory a call such as {@code b.Grow(n)} allocates. */
    private Optional<Slot> grows(GoFile file, Expr.Call call) {
        if (!(call.function() instanceof Expr.Selector selector)) {
            return Optional.empty();
        }
        boolean writesTo =
                "fmt".equals(prefix(code.goPackage.foreign(file, selector)))
                        && !call.arguments().isEmpty();
        Expr target = writesTo ? call.arguments().getFirst() : selector.operand();
        Expr plain = Types.strip(target) instanceof Expr.Unary address ? address.operand() : target;
        String type = Types.written(code.types.of(plain, file));
        boolean buffer = type.equals("bytes.Buffer") || type.equals("strings.Builder");
        return buffer ? Optional.ofNullable(code.slot(file, plain)) : Optional.empty();
    }

    private static @Nullable String prefix(@Nullable String foreign) {
        return foreign == null ? null : foreign.substring(0, foreign.lastIndexOf('.'));
    }

    private static String variable(Set<Slot> starts, @Nullable Slot container) {
        if (container != null) {
            return container.name;
        }
        for (Slot start : starts) {
            for (Edge edge : start.out) {
                if (edge.kind() == Edge.Kind.COPY || edge.kind() == Edge.Kind.STORE) {
                    return edge.container() != null ? Trace.name(edge.container()) : edge.to().name;
                }
            }
        }
        return "";
    }

    private int finalizer(Trace trace, String typeName, List<String> cycle) {
        for (Op op : code.flow.ops()) {
            if (op.kind() != Op.Kind.FINALIZER) {
                continue;
            }
            if (trace.visited(op.slot())) {
                return op.line();
            }
            Variable variable = op.slot().variable;
            String type = variable == null ? "" : Types.typeName(code.types.of(variable));
            boolean inCycle = cycle.stream().anyMatch(field -> field.startsWith(type + "."));
            if (!type.isEmpty() && (type.equals(typeName) || inCycle)) {
                return op.line();
            }
        }
        return 0;
    }

    /** The struct types whose objects hold the value, nearest first. */
    private Set<String> holders(Trace trace) {
        var types = new LinkedHashSet<String>();
        int steps = 0;
        for (Slot slot : trace.slots()) {
            String name = "";
            if (slot.variable != null) {
                name = Types.typeName(code.types.of(slot.variable));
            } else if (slot.kind == Slot.Kind.FIELD && slot.name.startsWith("(*")) {
                name = slot.name.substring(2, slot.name.indexOf(')'));
            }
            if (code.goPackage.types.containsKey(name)) {
                types.add(name);
            }
            if (++steps > MAX_HOLDER_STEPS || types.size() >= MAX_HOLDERS) {
                break;
            }
        }
        return types;
    }
}
