package dev.stanch.scan.allocation;

import dev.stanch.scan.Place;
import dev.stanch.scan.flow.Op;
import dev.stanch.scan.flow.Slot;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.Paths;
import dev.stanch.scan.name.Variable;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.program.Neighbours;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows a value into the functions of other packages and back through the callers of the stack.
 */
final class Stacks {
    private static final int MAX_FRAMES = 12;
    private static final int MAX_PACKAGES = 3;

    private final Code code;
    private final Neighbours neighbours;

    Stacks(Code code, Neighbours neighbours) {
        this.code = code;
        this.neighbours = neighbours;
    }

    void follow(Trace trace, List<Place> stack) {
        intoCallees(code, trace, stack, 0);
        throughCallers(trace, stack);
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
            if (func.covers(file, line)) {
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
}
