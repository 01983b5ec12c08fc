package dev.stanch.scan.flow;

import dev.stanch.scan.StoreKind;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.GoPackage;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What calls of methods do to values when the package does not declare the method. */
final class FlowMethods {
    private static final int MAX_CANDIDATES = 4;

    private final GoPackage goPackage;
    private final Types types;
    private final Flow flow;
    private final GoFile file;
    private final FlowBody body;
    private final FlowCalls calls;
    private final Caches caches;

    FlowMethods(
            GoPackage goPackage,
            Types types,
            Flow flow,
            GoFile file,
            FlowBody body,
            FlowCalls calls,
            Caches caches) {
        this.goPackage = goPackage;
        this.types = types;
        this.flow = flow;
        this.file = file;
        this.body = body;
        this.calls = calls;
        this.caches = caches;
    }

    Slot call(Expr.Call call, Expr.Selector selector) {
        String name = selector.name().name();
        Slot base = body.value(selector.operand());
        Types.Type type = types.of(selector.operand(), file);
        String written = Types.written(type);
        Slot first = call.arguments().isEmpty() ? null : body.value(call.arguments().getFirst());
        Slot last = call.arguments().isEmpty() ? null : body.value(call.arguments().getLast());
        Slot result = body.fresh("." + name);
        boolean told =
                container(call, name, written, base, first, last, result)
                        || views(call, written, name, first, result)
                        || caches.call(call, selector, base, result);
        if (!told) {
            switch (name) {
                case "Stop" -> body.op(Op.Kind.STOP, base, call, "Stop");
                case "SetDeadline", "SetReadDeadline", "SetWriteDeadline" ->
                        body.op(Op.Kind.DEADLINE, base, call, name);
                case "String" -> {
                    if (written.equals("strings.Builder")) {
                        body.edge(Edge.Kind.COPY, base, result, call);
                    }
                }
                case "Bytes", "Next", "Peek", "ReadSlice", "ReadLine" -> {
                    if (written.equals("bytes.Buffer") && name.equals("Bytes")) {
                        body.edge(Edge.Kind.COPY, base, result, call);
                    } else if (written.startsWith("bytes.") || written.startsWith("bufio.")) {
                        body.reslice(base, result, call, written + "." + name);
                    }
                }
                default -> candidates(call, selector, written, result);
            }
        }
        Slot field = flow.find(file, selector, 0);
        if (field != null) {
            body.op(Op.Kind.INVOKE, field, call, "");
        } else if (type != null && types.field(type, name) != null) {
            body.op(Op.Kind.INVOKE, body.value(selector), call, "");
        }
        calls.callbacks(call);
        return result;
    }

    /** Methods whose results share memory with an argument or with each other. */
    private boolean views(
            Expr.Call call, String written, String name, @Nullable Slot first, Slot result) {
        int depth = written.equals("regexp.Regexp") ? Sharing.matchDepth(name) : -1;
        if (depth >= 0) {
            body.reslice(first, deep(result, depth), call, "regexp " + name);
            return true;
        }
        int shared = Sharing.sharedDepth(written + "." + name);
        if (shared > 0) {
            body.reslice(result, deep(result, shared), call, written + "." + name);
        }
        return shared > 0;
    }

    static Slot deep(Slot slot, int depth) {
        Slot at = slot;
        for (int i = 0; i < depth; i++) {
            at = at.element();
        }
        return at;
    }

    /** container/list, sync.Map, atomic values, sync.Pool. */
    private boolean container(
            Expr.Call call,
            String name,
            String written,
            @Nullable Slot base,
            @Nullable Slot first,
            @Nullable Slot last,
            Slot result) {
        if (base == null) {
            return false;
        }
        switch (written + "." + name) {
            case "list.List.PushBack",
                    "list.List.PushFront",
                    "list.List.InsertBefore",
                    "list.List.InsertAfter" -> {
                body.store(first, base, StoreKind.LIST, call);
                body.op(Op.Kind.INSERT, base, call, "LIST");
                body.copy(base.element(), result, call);
            }
            case "list.List.Remove", "list.List.Init" ->
                    body.op(Op.Kind.REMOVE, base, call, "LIST_REMOVE");
            case "list.List.Front", "list.List.Back", "sync.Map.Load" ->
                    body.copy(base.element(), result, call);
            case "sync.Map.Store", "sync.Map.LoadOrStore", "sync.Map.Swap" -> {
                body.store(last, base, StoreKind.SYNC_MAP, call);
                body.store(first, base, StoreKind.SYNC_MAP, call);
                body.op(Op.Kind.INSERT, base, call, "SYNC_MAP");
                body.copy(base.element(), result, call);
            }
            case "sync.Map.Delete", "sync.Map.LoadAndDelete", "sync.Map.CompareAndDelete" ->
                    body.op(Op.Kind.REMOVE, base, call, "SYNC_MAP_DELETE");
            case "sync.Map.Clear" -> body.op(Op.Kind.REMOVE, base, call, "CLEAR");
            case "atomic.Value.Store", "atomic.Pointer.Store" ->
                    body.edge(Edge.Kind.COPY, first, base, call);
            case "atomic.Value.Load", "atomic.Pointer.Load" -> body.copy(base, result, call);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A method of an interface may be any of the package's methods of that name and size. */
    private void candidates(Expr.Call call, Expr.Selector selector, String written, Slot result) {
        List<Func> all = goPackage.methodsByName.getOrDefault(selector.name().name(), List.of());
        boolean foreign = written.contains(".") || all.size() > MAX_CANDIDATES;
        boolean bound = false;
        for (Func candidate : all) {
            if (!foreign && candidate.parameters.size() == call.arguments().size()) {
                Slot returned = calls.bind(call, candidate);
                body.copy(returned, result, call);
                bound = true;
            }
        }
        if (!bound) {
            calls.escape(call);
        }
    }
}
