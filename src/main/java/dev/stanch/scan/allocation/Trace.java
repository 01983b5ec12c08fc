package dev.stanch.scan.allocation;

import dev.stanch.scan.Place;
import dev.stanch.scan.Reslice;
import dev.stanch.scan.Store;
import dev.stanch.scan.StoreKind;
import dev.stanch.scan.flow.Edge;
import dev.stanch.scan.flow.Slot;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.Paths;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows a value forward through a package, along the given stack where functions return. */
final class Trace {
    private static final int MAX_SLOTS = 1_500;
    private static final int MAX_STORES = 24;

    private final Code code;
    private final List<Place> stack;
    private final Set<Slot> seen = new LinkedHashSet<>();
    private final Set<Store> stores = new LinkedHashSet<>();

    /** The view through which a slot is reached; absent when the whole value gets there. */
    private final Map<Slot, Reslice> views = new HashMap<>();

    private @Nullable Reslice resliced;
    private boolean wholeStored;

    Trace(Code code, List<Place> stack) {
        this.code = code;
        this.stack = stack;
    }

    /** Goes on with a value that comes from another package, maybe as a view. */
    void enter(Set<Slot> starts, @Nullable Reslice view) {
        if (view != null) {
            starts.forEach(start -> views.put(start, view));
        }
        run(starts);
    }

    /** The view through which a slot is reached, null for the whole value. */
    @Nullable Reslice view(Slot slot) {
        return views.get(slot);
    }

    void run(Set<Slot> starts) {
        follow(starts);
        returnAlongStack();
    }

    private void follow(Set<Slot> starts) {
        var open = new ArrayDeque<Slot>(starts);
        seen.addAll(starts);
        while (!open.isEmpty() && seen.size() < MAX_SLOTS) {
            Slot slot = open.poll();
            for (Edge edge : slot.out) {
                if (edge.kind() == Edge.Kind.RETURN && !onStack(edge)) {
                    continue;
                }
                Reslice view = edge.kind() == Edge.Kind.RESLICE ? reslice(edge) : views.get(slot);
                note(edge, view);
                add(open, edge.to(), view);
                if (edge.container() != null) {
                    add(open, edge.container(), view);
                }
            }
            // an element keeps its collection in sight under every name of the collection, and the
            // collection keeps the element
            if (slot.kind == Slot.Kind.ELEMENT && slot.base() != null) {
                add(open, slot.base(), views.get(slot));
                for (Slot alias : around(slot.base())) {
                    if (alias.knownElement() != null) {
                        add(open, alias.knownElement(), views.get(slot));
                    }
                }
            }
        }
    }

    private void add(ArrayDeque<Slot> open, Slot slot, @Nullable Reslice view) {
        if (seen.add(slot)) {
            if (view != null) {
                views.put(slot, view);
            }
            open.add(slot);
        }
    }

    /** The collection's own names: what it was copied from and to. */
    private static Set<Slot> around(Slot collection) {
        var names = new LinkedHashSet<Slot>();
        names.add(collection);
        var open = new ArrayDeque<Slot>(names);
        while (!open.isEmpty() && names.size() < 100) {
            Slot slot = open.poll();
            for (Edge edge : slot.out) {
                if (copies(edge) && names.add(edge.to())) {
                    open.add(edge.to());
                }
            }
            for (Edge edge : slot.in) {
                if (copies(edge) && names.add(edge.from())) {
                    open.add(edge.from());
                }
            }
        }
        return names;
    }

    private static boolean copies(Edge edge) {
        return edge.kind() == Edge.Kind.COPY
                || edge.kind() == Edge.Kind.ARGUMENT
                || edge.kind() == Edge.Kind.RETURN;
    }

    /** Whether a line such as {@code x.all = append(x.all, v)} is told already. */
    private boolean known(Edge edge) {
        return stores.stream()
                .anyMatch(store ->
                        store.line() == edge.line()
                                && store.file().equals(edge.file().name())
                                && store.container().equals(edge.to().name));
    }

    private static Reslice reslice(Edge edge) {
        int line = edge.line();
        return new Reslice(edge.how(), edge.file().name(), line, edge.file().trimmedLine(line));
    }

    private void note(Edge edge, @Nullable Reslice view) {
        int before = stores.size();
        switch (edge.kind()) {
            case RESLICE -> {}
            case STORE -> {
                if (edge.store() != null && edge.container() != null) {
                    stored(edge.store(), edge.container(), edge.file(), edge.line());
                }
            }
            case COPY, ARGUMENT, RETURN -> {
                if (edge.to().kind == Slot.Kind.GLOBAL) {
                    stored(StoreKind.GLOBAL, edge.to(), edge.file(), edge.line());
                } else if (edge.to().kind == Slot.Kind.FIELD && !known(edge)) {
                    StoreKind kind = code.flow.isLink(edge.to()) ? StoreKind.LIST : StoreKind.FIELD;
                    stored(kind, edge.to(), edge.file(), edge.line());
                }
            }
            case HELD -> {
                if (edge.at() instanceof Expr.FuncLit && edge.to().kind == Slot.Kind.EXPRESSION) {
                    stored(StoreKind.CLOSURE, edge.to(), edge.file(), edge.line());
                }
            }
        }
        if (stores.size() > before && edge.kind() != Edge.Kind.HELD) {
            // the object that a literal puts the value into is followed on its own
            boolean inLiteral = edge.to().kind == Slot.Kind.FIELD && edge.at() instanceof Expr;
            wholeStored |= view == null && !inLiteral;
            resliced = resliced == null ? view : resliced;
        }
    }

    void stored(StoreKind kind, Slot container, GoFile file, int line) {
        if (stores.size() < MAX_STORES) {
            stores.add(new Store(kind, name(container), file.name(), line, file.trimmedLine(line)));
        }
    }

    /** The name under which a collection lives longest: a global's or field's before a local's. */
    static String name(Slot container) {
        for (Slot at = container;
                at != null;
                at = at.kind == Slot.Kind.ELEMENT ? at.base() : null) {
            String best = null;
            for (Slot name : around(at)) {
                if (name.kind == Slot.Kind.GLOBAL || name.kind == Slot.Kind.FIELD) {
                    return name.name;
                }
                if (name.kind == Slot.Kind.ELEMENT && name.base() != null && best == null) {
                    best = name(name.base(), 0);
                }
            }
            if (best != null) {
                return best;
            }
        }
        return local(container);
    }

    private static String name(Slot collection, int depth) {
        if (collection.kind == Slot.Kind.ELEMENT && collection.base() != null && depth < 4) {
            return name(collection.base(), depth + 1);
        }
        for (Slot name : around(collection)) {
            if (name.kind == Slot.Kind.GLOBAL || name.kind == Slot.Kind.FIELD) {
                return name.name;
            }
        }
        return local(collection);
    }

    private static String local(Slot container) {
        Slot at = container;
        while (at.kind == Slot.Kind.ELEMENT && at.base() != null) {
            at = at.base();
        }
        if (at.kind == Slot.Kind.EXPRESSION) {
            for (Slot name : around(at)) {
                if (name.kind == Slot.Kind.VARIABLE) {
                    return name.name;
                }
            }
        }
        return at.name;
    }

    /** A function on the stack returns to the caller on the stack and to no other. */
    private boolean onStack(Edge edge) {
        for (int i = 0; i + 1 < stack.size(); i++) {
            Func callee = enclosing(stack.get(i));
            Place caller = stack.get(i + 1);
            boolean returns = callee != null && isResult(callee, edge.from());
            if (returns) {
                return edge.file().name().equals(caller.file())
                        && edge.line() <= caller.line()
                        && caller.line() <= edge.file().lastLine(edge.at());
            }
        }
        return true;
    }

    private boolean isResult(Func func, Slot slot) {
        for (int i = 0; i < Math.max(1, func.results.size()); i++) {
            if (slot == code.flow.result(func, i)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Where the stack says that a function was called at a line at which the source names no
     * function (a function value, an interface), its results go to that line's call.
     */
    private void returnAlongStack() {
        for (int i = 0; i + 1 < stack.size(); i++) {
            Func callee = enclosing(stack.get(i));
            Place caller = stack.get(i + 1);
            Func around = callee == null ? null : enclosing(caller);
            if (callee == null || around == null) {
                continue;
            }
            for (int result = 0; result < Math.max(1, callee.results.size()); result++) {
                Slot from = code.flow.result(callee, result);
                Slot to = seen.contains(from) ? unnamedCall(around, caller.line(), result) : null;
                if (to != null && !seen.contains(to)) {
                    enter(Set.of(to), views.get(from));
                }
            }
        }
    }

    private @Nullable Slot unnamedCall(Func func, int line, int result) {
        var found = new Slot[1];
        Paths.own(
                func.body,
                node -> {
                    if (node instanceof Expr.Call call
                            && func.file.line(call) <= line
                            && line <= func.file.lastLine(call)
                            && code.types.target(call, func.file) == null
                            && isValueCall(call, func.file)) {
                        Slot slot = code.flow.find(func.file, call, result);
                        found[0] = slot == null ? found[0] : slot;
                    }
                });
        return found[0];
    }

    private boolean isValueCall(Expr.Call call, GoFile file) {
        Expr function = Types.strip(call.function());
        if (code.goPackage.foreign(file, function) != null || code.types.isType(function, file)) {
            return false;
        }
        return !(function instanceof Expr.Ident name)
                || code.goPackage.variable(file, name) != null;
    }

    private @Nullable Func enclosing(Place place) {
        GoFile file = code.goPackage.file(place.file());
        if (file == null) {
            return null;
        }
        Func best = null;
        for (Func func : code.goPackage.all) {
            boolean covers =
                    func.file.is(file)
                            && func.line() <= place.line()
                            && place.line() <= func.endLine();
            if (covers && (best == null || func.node.pos() >= best.node.pos())) {
                best = func;
            }
        }
        return best;
    }

    /** All that the value or what holds it gets to, nearest first. */
    Set<Slot> slots() {
        return seen;
    }

    /** Takes over what a trace through a caller's package found. */
    void join(Trace further) {
        stores.addAll(further.stores);
        wholeStored |= further.wholeStored;
        resliced = resliced == null ? further.resliced : resliced;
    }

    /** Whether the value is among the results of the function at a place of the stack. */
    boolean returnedBy(Place place) {
        Func func = enclosing(place);
        if (func == null) {
            return false;
        }
        return reachedResult(func) != null;
    }

    /** The first of a function's results that the value gets to, null when it gets to none. */
    @Nullable Slot reachedResult(Func func) {
        for (int i = 0; i < Math.max(1, func.results.size()); i++) {
            Slot result = code.flow.result(func, i);
            if (seen.contains(result)) {
                return result;
            }
        }
        return null;
    }

    boolean visited(Slot slot) {
        return seen.contains(slot);
    }

    /**
     * The first view that is put away, null when there is none or the whole value is put away as
     * well.
     */
    @Nullable Reslice resliced() {
        return wholeStored ? null : resliced;
    }

    List<Store> stores() {
        return new ArrayList<>(stores);
    }
}
