package dev.stanch.scan;

import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import dev.stanch.source.Stmt;
import dev.stanch.source.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers what a line allocates and follows the value to what keeps it. */
final class Allocations {
    private static final int MAX_HOLDER_STEPS = 60;
    private static final int MAX_HOLDERS = 6;
    private static final int MAX_FRAMES = 12;
    private static final int MAX_PACKAGES = 3;

    private final Code code;
    private final Neighbours neighbours;

    /**
     * @param neighbours for callers and callees in other packages
     */
    Allocations(Code code, Neighbours neighbours) {
        this.code = code;
        this.neighbours = neighbours;
    }

    /**
     * An allocating expression at a line; {@code at} is the whole statement's part that matters.
     */
    private record Found(
            AllocationForm form, Node at, @Nullable Expr expression, Func func, int weight) {}

    Optional<AllocationFacts> at(GoFile file, List<Place> stack) {
        int line = stack.getFirst().line();
        Found best = null;
        for (Func func : code.goPackage.all) {
            if (func.file.is(file)
                    && func.body != null
                    && func.line() <= line
                    && line <= func.endLine()) {
                for (Found found : find(func, line)) {
                    if (best == null || found.weight() < best.weight()) {
                        best = found;
                    }
                }
            }
        }
        if (best == null) {
            best = global(file, line);
        }
        return best == null ? Optional.empty() : Optional.of(facts(file, line, best, stack));
    }

    private @Nullable Found global(GoFile file, int line) {
        for (Variable variable : code.goPackage.globals.values()) {
            Expr init = variable.init;
            if (init != null
                    && variable.file.is(file)
                    && file.line(init) <= line
                    && line <= file.lastLine(init)) {
                var nowhere =
                        new Func(
                                file,
                                init,
                                code.goPackage.name + ".init",
                                "init",
                                "",
                                null,
                                SIGNATURE,
                                null);
                return new Found(form(init, nowhere), init, init, nowhere, 0);
            }
        }
        return null;
    }

    private static final Expr.FuncType SIGNATURE =
            new Expr.FuncType(0, 0, List.of(), List.of(), List.of());

    private AllocationForm form(Expr expression, Func func) {
        AllocationForm form = formOrNull(expression, func);
        return form == null ? AllocationForm.OTHER : form;
    }

    private List<Found> find(Func func, int line) {
        var all = new ArrayList<Found>();
        GoFile file = func.file;
        Paths.own(
                func.body,
                node -> {
                    boolean here =
                            file.line(node) == line
                                    || (node instanceof Expr.Call call
                                            && file.lastLine(call.function()) == line);
                    if (!here) {
                        return;
                    }
                    switch (node) {
                        case Stmt.Assign assign -> assign(all, func, assign);
                        case Stmt.IncDec count when mapElement(file, count.operand()) ->
                                all.add(
                                        new Found(
                                                AllocationForm.MAP_ASSIGN,
                                                count,
                                                count.operand(),
                                                func,
                                                90));
                        case Stmt.Go start ->
                                all.add(new Found(AllocationForm.GOROUTINE, start, null, func, 95));
                        case Expr expression -> {
                            AllocationForm form = formOrNull(expression, func);
                            if (form != null) {
                                all.add(
                                        new Found(
                                                form,
                                                expression,
                                                expression,
                                                func,
                                                weight(form, expression, func)));
                            }
                        }
                        default -> {}
                    }
                });
        return all;
    }

    private void assign(List<Found> all, Func func, Stmt.Assign assign) {
        for (Expr target : assign.left()) {
            if (mapElement(func.file, target)) {
                all.add(new Found(AllocationForm.MAP_ASSIGN, assign, target, func, 90));
            }
        }
        boolean concat =
                assign.operator() == Token.ADD_ASSIGN
                        && code.types.isString(code.types.of(assign.left().getFirst(), func.file));
        if (concat) {
            all.add(new Found(AllocationForm.STRING, assign, assign.left().getFirst(), func, 30));
        }
    }

    private boolean mapElement(GoFile file, Expr target) {
        return Types.strip(target) instanceof Expr.Index index
                && code.types.isMap(code.types.of(index.operand(), file));
    }

    private @Nullable AllocationForm formOrNull(Expr expression, Func func) {
        return switch (expression) {
            case Expr.Call call -> callForm(call, func.file);
            case Expr.Composite composite -> AllocationForm.COMPOSITE;
            case Expr.FuncLit literal -> AllocationForm.CLOSURE;
            case Expr.Binary binary
                    when binary.operator() == Token.ADD
                            && code.types.isString(code.types.of(binary, func.file)) ->
                    AllocationForm.STRING;
            default -> null;
        };
    }

    private @Nullable AllocationForm callForm(Expr.Call call, GoFile file) {
        Expr function = Types.strip(call.function());
        if (code.types.isType(function, file)) {
            Types.Type type = new Types.Type(function, file);
            Types.Type source =
                    call.arguments().isEmpty()
                            ? null
                            : code.types.of(call.arguments().getFirst(), file);
            boolean converts =
                    (code.types.isString(type) && !code.types.isString(source))
                            || (code.types.isList(type) && code.types.isString(source));
            return converts ? AllocationForm.STRING : null;
        }
        if (function instanceof Expr.Ident name
                && code.goPackage.variable(file, name) == null
                && !code.goPackage.functions.containsKey(name.name())) {
            return switch (name.name()) {
                case "make" -> AllocationForm.MAKE;
                case "new" -> AllocationForm.NEW;
                case "append" -> AllocationForm.APPEND;
                case "len",
                        "cap",
                        "delete",
                        "close",
                        "panic",
                        "recover",
                        "copy",
                        "clear",
                        "print",
                        "println",
                        "min",
                        "max" ->
                        null;
                default -> AllocationForm.CALL;
            };
        }
        return AllocationForm.CALL;
    }

    /**
     * The smallest is what the line is about; deeper and larger values come before the containers
     * that they go into.
     */
    private int weight(AllocationForm form, Expr expression, Func func) {
        return switch (form) {
            case MAKE -> 10;
            case NEW -> 20;
            case STRING -> 30;
            case COMPOSITE ->
                    expression instanceof Expr.Composite literal && literal.elements().isEmpty()
                            ? 35
                            : 32;
            case CALL -> {
                String foreign =
                        expression instanceof Expr.Call call
                                ? code.goPackage.foreign(func.file, Types.strip(call.function()))
                                : null;
                yield foreign == null
                        ? 50
                        : foreign.startsWith("time.") || foreign.startsWith("context.") ? 15 : 40;
            }
            case APPEND -> 60;
            case CLOSURE -> 80;
            case MAP_ASSIGN -> 90;
            case GOROUTINE -> 95;
            case OTHER -> 99;
        };
    }

    private AllocationFacts facts(GoFile file, int line, Found found, List<Place> stack) {
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
        intoCallees(code, trace, stack, 0);
        throughCallers(trace, stack);
        Types.Type type =
                found.expression() == null ? null : code.types.of(found.expression(), file);
        String typeName = Types.typeName(type);
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
                trace.stores(),
                finalizer(trace, typeName, cycle),
                !cycle.isEmpty(),
                cycle,
                timer(file, line).or(() -> keepingTimer(trace)).orElse(null));
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

    /**
     * Where the value is an argument of another package's function, it goes on as that function's
     * parameter.
     */
    private void intoCallees(Code from, Trace trace, List<Place> stack, int depth) {
        var done = new HashSet<Op>();
        var slots = new ArrayDeque<>(trace.slots());
        while (!slots.isEmpty() && depth < MAX_PACKAGES) {
            Slot slot = slots.poll();
            for (Op op : slot.ops) {
                if (op.kind() == Op.Kind.ESCAPE
                        && op.at() instanceof Expr.Call call
                        && done.add(op)) {
                    int before = trace.slots().size();
                    neighbours
                            .target(from, op.file(), call)
                            .ifPresent(target ->
                                    intoCallee(from, trace, stack, depth, op, call, slot, target));
                    trace.slots().stream().skip(before).forEach(slots::add);
                }
            }
        }
    }

    private void intoCallee(
            Code from,
            Trace trace,
            List<Place> stack,
            int depth,
            Op op,
            Expr.Call call,
            Slot slot,
            Neighbours.Target target) {
        List<Variable> parameters = target.func().parameters;
        Set<Slot> starts = new LinkedHashSet<>();
        for (int i = 0; i < call.arguments().size() && !parameters.isEmpty(); i++) {
            if (slot.equals(from.slot(op.file(), call.arguments().get(i)))) {
                starts.add(
                        target.code()
                                .flow
                                .variable(parameters.get(Math.min(i, parameters.size() - 1))));
            }
        }
        if (!starts.isEmpty()) {
            var further = new Trace(target.code(), stack);
            further.enter(starts, trace.view(slot));
            intoCallees(target.code(), further, stack, depth + 1);
            trace.join(further);
            back(from, trace, op.file(), call, target, further);
        }
    }

    /** What a callee hands back goes on where it was called. */
    private static void back(
            Code from,
            Trace trace,
            GoFile file,
            Expr.Call call,
            Neighbours.Target target,
            Trace inside) {
        for (int i = 0; i < Math.max(1, target.func().results.size()); i++) {
            Slot result = target.code().flow.result(target.func(), i);
            Slot here = from.flow.find(file, call, i);
            if (here != null && inside.visited(result) && !trace.visited(here)) {
                trace.enter(Set.of(here), inside.view(result));
            }
        }
    }

    /**
     * Calls of a caller's package that get at the value later: a method that returns a part of an
     * object made here.
     */
    private void laterCalls(Trace made, Code here, Trace there, Code callers) {
        for (Func func : callers.goPackage.all) {
            Paths.own(
                    func.body,
                    node -> {
                        if (node instanceof Expr.Call call) {
                            neighbours
                                    .target(callers, func.file, call)
                                    .filter(target -> target.code().equals(here))
                                    .ifPresent(target ->
                                            back(callers, there, func.file, call, target, made));
                        }
                    });
        }
    }

    /** Where the stack leaves the package, the value goes on as the result of the caller's call. */
    private void throughCallers(Trace trace, List<Place> stack) {
        Trace at = trace;
        Code here = code;
        for (int i = 0; i + 1 < stack.size() && i < MAX_FRAMES; i++) {
            Place caller = stack.get(i + 1);
            if (here.goPackage.file(caller.file()) != null) {
                continue;
            }
            Optional<Code> next = neighbours.of(caller.file());
            GoFile file = next.map(code -> code.goPackage.file(caller.file())).orElse(null);
            if (next.isEmpty() || file == null) {
                return;
            }
            var further = new Trace(next.get(), stack.subList(i + 1, stack.size()));
            if (at.returnedBy(stack.get(i))) {
                further.run(results(next.get(), file, caller.line()));
            }
            laterCalls(at, here, further, next.get());
            if (further.slots().isEmpty()) {
                return;
            }
            intoCallees(next.get(), further, stack, 0);
            trace.join(further);
            at = further;
            here = next.get();
        }
    }

    /** The results of the calls at a line. */
    private static Set<Slot> results(Code code, GoFile file, int line) {
        var slots = new LinkedHashSet<Slot>();
        for (Func func : code.goPackage.all) {
            if (func.file.is(file) && func.line() <= line && line <= func.endLine()) {
                Paths.own(
                        func.body,
                        node -> {
                            if (node instanceof Expr.Call call
                                    && file.line(call) <= line
                                    && line <= file.lastLine(call)) {
                                Slot slot = code.slot(file, call);
                                if (slot != null) {
                                    slots.add(slot);
                                }
                            }
                        });
            }
        }
        return slots;
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

    private Optional<TimerCall> timer(GoFile file, int line) {
        for (Op op : code.flow.ops()) {
            if (op.kind() == Op.Kind.TIMER && op.file().is(file) && op.line() == line) {
                return Optional.of(timer(op));
            }
        }
        return Optional.empty();
    }

    /** An armed timer or an open context that the value ends up in. */
    private Optional<TimerCall> keepingTimer(Trace trace) {
        for (Slot slot : trace.slots()) {
            for (Op op : slot.ops) {
                boolean keeps =
                        op.detail().equals("time.AfterFunc")
                                || op.detail().startsWith("context.With");
                if (op.kind() == Op.Kind.TIMER && keeps) {
                    TimerCall call = timer(op);
                    if (!call.stopped() || call.rearms()) {
                        return Optional.of(call);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private TimerCall timer(Op op) {
        Expr.Call call = (Expr.Call) op.at();
        boolean context = op.detail().startsWith("context.");
        Slot cancel = context ? code.flow.find(op.file(), call, 1) : null;
        Slot handle = cancel == null ? op.slot() : cancel;
        Set<Slot> aliases = code.flow.aliases(handle);
        boolean stopped =
                context
                        ? !Flow.ops(aliases, Op.Kind.INVOKE).isEmpty()
                        : !new Stops(code).reachable(aliases).isEmpty();
        if (stopped && op.func() != null) {
            Release release =
                    new Obligation(code, false).of(op.func(), call, context ? 1 : 0).release();
            stopped = release != Release.SOME_PATHS;
        }
        boolean dropped = handle.out.isEmpty() && handle.ops.size() <= 1;
        String function = op.func() == null ? "" : op.func().name;
        return new TimerCall(
                op.detail(),
                op.line(),
                stopped,
                dropped,
                rearms(op, call),
                op.file().name(),
                function);
    }

    /** A timer's function that names its own function, or arms or resets a timer. */
    private boolean rearms(Op op, Expr.Call call) {
        if (!op.detail().equals("time.AfterFunc")
                || call.arguments().size() < 2
                || op.func() == null) {
            return false;
        }
        Expr function = Types.strip(call.arguments().get(1));
        Func target =
                switch (function) {
                    case Expr.FuncLit literal -> code.goPackage.literal(op.file(), literal);
                    case Expr.Ident name -> code.goPackage.functions.get(name.name());
                    case Expr.Selector selector -> code.types.method(selector, op.file());
                    default -> null;
                };
        if (target == null) {
            return false;
        }
        Func armer = op.func();
        var found = new boolean[] {armer == target};
        Paths.own(
                target.body,
                node -> {
                    if (node instanceof Expr.Call inner) {
                        String foreign = code.goPackage.foreign(target.file, inner.function());
                        found[0] |=
                                "time.AfterFunc".equals(foreign)
                                        || code.types.target(inner, target.file) == armer;
                        found[0] |=
                                inner.function() instanceof Expr.Selector reset
                                        && reset.name().name().equals("Reset");
                    }
                });
        return found[0];
    }
}
