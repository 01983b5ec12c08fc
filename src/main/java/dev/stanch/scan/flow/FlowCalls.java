package dev.stanch.scan.flow;

import dev.stanch.scan.StoreKind;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.GoPackage;
import dev.stanch.scan.name.Variable;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What calls do to values: builtins, conversions, the package's own functions, and what is known of
 * the library.
 */
final class FlowCalls {
    private static final Set<String> TIMERS =
            Set.of(
                    "time.NewTicker",
                    "time.NewTimer",
                    "time.AfterFunc",
                    "time.Tick",
                    "time.After",
                    "context.WithCancel",
                    "context.WithTimeout",
                    "context.WithDeadline",
                    "context.WithCancelCause",
                    "context.WithTimeoutCause",
                    "context.WithDeadlineCause");

    private final GoPackage goPackage;
    private final Types types;
    private final Flow flow;
    private final GoFile file;
    private final FlowBody body;
    private final Caches caches;
    private final FlowMethods methods;

    FlowCalls(GoPackage goPackage, Types types, Flow flow, GoFile file, FlowBody body) {
        this.goPackage = goPackage;
        this.types = types;
        this.flow = flow;
        this.file = file;
        this.body = body;
        this.caches = new Caches(goPackage, types, file, body);
        this.methods = new FlowMethods(goPackage, types, flow, file, body, this, caches);
    }

    /** Notes that an object of a library's type is made by a literal. */
    void made(Expr type, Slot slot, Expr.Composite literal) {
        String foreign = goPackage.foreign(file, type);
        if (foreign != null) {
            caches.made(foreign, slot, literal);
        }
    }

    static boolean makesTimer(String call) {
        return TIMERS.contains(call);
    }

    @Nullable Slot call(Expr.Call call, int index) {
        Expr function = Types.strip(call.function());
        if (index > 0) {
            body.value(call, 0);
            Slot known = flow.find(file, call, index);
            return known != null ? known : body.fresh("result");
        }
        if (types.isType(function, file)) {
            return conversion(call, function);
        }
        if (function instanceof Expr.Star
                || "unsafe.Pointer".equals(goPackage.foreign(file, function))) {
            return call.arguments().isEmpty() ? null : body.value(call.arguments().getFirst());
        }
        String foreign = goPackage.foreign(file, function);
        if (foreign != null) {
            return foreign(call, foreign);
        }
        if (function instanceof Expr.Ident name
                && goPackage.variable(file, name) == null
                && !goPackage.functions.containsKey(name.name())) {
            return builtin(call, name.name());
        }
        body.value(function instanceof Expr.Selector selector ? selector.operand() : function);
        call.arguments().forEach(body::value);
        Func target = types.target(call, file);
        if (target != null) {
            return bind(call, target);
        }
        if (function instanceof Expr.Selector selector) {
            return methods.call(call, selector);
        }
        Slot called = body.value(function);
        body.op(Op.Kind.INVOKE, called, call, "");
        escape(call);
        return body.fresh("result");
    }

    private @Nullable Slot conversion(Expr.Call call, Expr type) {
        Slot value = call.arguments().isEmpty() ? null : body.value(call.arguments().getFirst());
        Types.Type target = types.underlying(new Types.Type(type, file));
        Types.Type source =
                call.arguments().isEmpty() ? null : types.of(call.arguments().getFirst(), file);
        boolean toString = types.isString(target) && (source == null || !types.isString(source));
        boolean toBytes = types.isList(target) && (source == null || types.isString(source));
        return toString || toBytes ? body.fresh("conversion") : value;
    }

    private boolean fromString(Expr.Call call) {
        return call.arguments().size() == 1
                && types.isString(types.of(call.arguments().getFirst(), file));
    }

    private @Nullable Slot builtin(Expr.Call call, String name) {
        call.arguments().forEach(body::value);
        Slot first = call.arguments().isEmpty() ? null : body.value(call.arguments().getFirst());
        return switch (name) {
            case "append" -> append(call, first);
            case "make" -> {
                Slot made = body.fresh("make");
                body.op(
                        Op.Kind.MAKE,
                        made,
                        call,
                        call.arguments().size() > 1 ? file.text(call.arguments().get(1)) : "0");
                yield made;
            }
            case "new" -> body.fresh("new");
            case "close" -> {
                body.op(Op.Kind.CLOSE, first, call, "");
                yield null;
            }
            case "delete" -> {
                body.op(Op.Kind.REMOVE, first, call, "DELETE");
                yield null;
            }
            case "clear" -> {
                boolean list =
                        !call.arguments().isEmpty()
                                && types.isList(types.of(call.arguments().getFirst(), file));
                if (!list) {
                    body.op(Op.Kind.REMOVE, first, call, "CLEAR");
                }
                yield null;
            }
            case "copy" -> {
                Slot second =
                        call.arguments().size() < 2 ? null : body.value(call.arguments().get(1));
                if (first != null && second != null) {
                    body.copy(second.element(), first.element(), call);
                }
                yield null;
            }
            case "min", "max" -> first;
            default -> null;
        };
    }

    private Slot append(Expr.Call call, @Nullable Slot base) {
        Slot grown = body.fresh("append");
        if (base != null) {
            body.copy(base, grown, call);
            body.copy(base.element(), grown.element(), call);
            body.copy(grown.element(), base.element(), call);
        }
        Slot container = base == null ? grown : base;
        for (int i = 1; i < call.arguments().size(); i++) {
            Slot value = body.value(call.arguments().get(i));
            if (call.spread() && value != null) {
                body.copy(value.element(), container.element(), call);
            } else {
                body.store(value, container, StoreKind.SLICE, call);
            }
        }
        if (base != null) {
            body.op(Op.Kind.INSERT, container, call, "SLICE");
        }
        return grown;
    }

    private Slot foreign(Expr.Call call, String name) {
        call.arguments().forEach(body::value);
        Slot result = body.fresh(name.substring(name.lastIndexOf('/') + 1));
        Slot first = call.arguments().isEmpty() ? null : body.value(call.arguments().getFirst());
        if (makesTimer(name)) {
            body.op(Op.Kind.TIMER, result, call, name);
            if (name.startsWith("context.")) {
                Slot cancel = body.fresh("cancel");
                flow.remember(file, call, 1, cancel);
                body.op(Op.Kind.CANCEL, cancel, call, name);
            }
        }
        adds(call, name, first);
        if (name.equals("slices.DeleteFunc") || name.equals("maps.DeleteFunc")) {
            body.op(Op.Kind.REMOVE, first, call, "DELETE");
        }
        if (Sharing.view(name)) {
            Slot to = Sharing.listOfViews(name) ? result.element() : result;
            body.reslice(first, to, call, name);
            for (int i = 1; i < 3; i++) {
                Slot more = body.fresh("result");
                flow.remember(file, call, i, more);
                body.reslice(first, more, call, name);
            }
        } else if (name.equals("net/url.ParseQuery")) {
            body.reslice(first, FlowMethods.deep(result, 2), call, name);
        } else if (Sharing.passes(name) || (Sharing.converts(name) && !fromString(call))) {
            body.edge(Edge.Kind.COPY, first, result, call);
        } else if (Sharing.wraps(name)) {
            for (Expr argument : call.arguments()) {
                body.edge(Edge.Kind.HELD, body.value(argument), result, call);
            }
        } else if (name.equals("runtime.SetFinalizer") || name.equals("runtime.AddCleanup")) {
            body.op(Op.Kind.FINALIZER, first, call, name);
        } else if (name.equals("container/heap.Push")
                && first != null
                && call.arguments().size() > 1) {
            body.store(body.value(call.arguments().get(1)), first, StoreKind.SLICE, call);
            body.op(Op.Kind.INSERT, first, call, "SLICE");
        } else if (name.equals("container/heap.Pop") || name.equals("container/heap.Remove")) {
            body.op(Op.Kind.REMOVE, first, call, "POP");
        } else {
            caches.made(name, result, call);
            escape(call);
        }
        callbacks(call);
        return result;
    }

    /** Library functions that put into the collection that comes first. */
    private void adds(Expr.Call call, String name, @Nullable Slot first) {
        boolean list = name.equals("slices.Insert") || name.equals("slices.AppendSeq");
        boolean map = name.equals("maps.Copy") || name.equals("maps.Insert");
        if (first == null || !(list || map)) {
            return;
        }
        body.op(Op.Kind.INSERT, first, call, list ? "SLICE" : "MAP");
        int from = name.equals("slices.Insert") ? 2 : 1;
        for (int i = from; i < call.arguments().size(); i++) {
            Slot value = body.value(call.arguments().get(i));
            if (value != null && (map || call.spread() || name.equals("slices.AppendSeq"))) {
                body.copy(value.element(), first.element(), call);
            } else {
                body.store(value, first, StoreKind.SLICE, call);
            }
        }
    }

    /** Arguments may be used in any way by code that is not here. */
    void escape(Expr.Call call) {
        for (Expr argument : call.arguments()) {
            body.op(Op.Kind.ESCAPE, body.value(argument), call, "");
        }
    }

    /**
     * Method values and literals that are handed over still bind nothing; their receivers are kept
     * by whoever holds them.
     */
    void callbacks(Expr.Call call) {
        for (Expr argument : call.arguments()) {
            if (Types.strip(argument) instanceof Expr.Selector method) {
                Func target = types.method(method, file);
                if (target != null && target.receiver() != null) {
                    body.edge(
                            Edge.Kind.ARGUMENT,
                            body.value(method.operand()),
                            flow.variable(target.receiver()),
                            call);
                }
            }
        }
    }

    Slot bind(Expr.Call call, Func target) {
        Expr function = Types.strip(call.function());
        if (function instanceof Expr.Selector selector && target.receiver() != null) {
            body.edge(
                    Edge.Kind.ARGUMENT,
                    body.value(selector.operand()),
                    flow.variable(target.receiver()),
                    call);
        }
        List<Variable> parameters = target.parameters;
        for (int i = 0; i < call.arguments().size() && !parameters.isEmpty(); i++) {
            Variable parameter = parameters.get(Math.min(i, parameters.size() - 1));
            Slot value = body.value(call.arguments().get(i));
            Slot slot = flow.variable(parameter);
            if (parameter.type instanceof Expr.Ellipsis && !call.spread()) {
                body.store(value, slot, StoreKind.SLICE, call);
            } else {
                body.edge(Edge.Kind.ARGUMENT, value, slot, call);
            }
        }
        Slot first = body.fresh("result");
        for (int i = 0; i < Math.max(1, target.results.size()); i++) {
            Slot result = i == 0 ? first : body.fresh("result");
            if (i > 0) {
                flow.remember(file, call, i, result);
            }
            body.edge(Edge.Kind.RETURN, flow.result(target, i), result, call);
            if (i < target.results.size() && !target.results.get(i).name.isEmpty()) {
                body.edge(
                        Edge.Kind.COPY,
                        flow.variable(target.results.get(i)),
                        flow.result(target, i),
                        target.node);
            }
        }
        return first;
    }

    /**
     * Joins a call of a function value with the only function that the value can be: arguments and
     * results go the same ways as in a plain call.
     */
    void bindValue(Expr.Call call, Func target) {
        List<Variable> parameters = target.parameters;
        boolean variadic =
                !parameters.isEmpty() && parameters.getLast().type instanceof Expr.Ellipsis;
        if (variadic || parameters.size() != call.arguments().size()) {
            return;
        }
        for (int i = 0; i < parameters.size(); i++) {
            Slot value = flow.find(file, Types.strip(call.arguments().get(i)), 0);
            body.edge(Edge.Kind.ARGUMENT, value, flow.variable(parameters.get(i)), call);
        }
        for (int i = 0; i < Math.max(1, target.results.size()); i++) {
            Slot result = flow.find(file, call, i);
            if (result != null) {
                body.edge(Edge.Kind.RETURN, flow.result(target, i), result, call);
            }
        }
    }
}
