package dev.stanch.scan.flow;

import dev.stanch.scan.StoreKind;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.GoPackage;
import dev.stanch.scan.name.Variable;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import dev.stanch.source.Spec;
import dev.stanch.source.Stmt;
import dev.stanch.source.Token;
import dev.stanch.source.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one function (or the package's variables) contributes. */
final class FlowBody {
    private final GoPackage goPackage;
    private final Types types;
    private final Flow flow;
    private final GoFile file;
    private final @Nullable Func func;
    final FlowCalls calls;
    private final FlowPointers pointers;
    private final Reassignments reassignments;
    private final FlowLiterals literals;
    private final Set<Long> seen = new HashSet<>();

    FlowBody(GoPackage goPackage, Types types, Flow flow, GoFile file, @Nullable Func func) {
        this.goPackage = goPackage;
        this.types = types;
        this.flow = flow;
        this.file = file;
        this.func = func;
        this.calls = new FlowCalls(goPackage, types, flow, file, this);
        this.reassignments = new Reassignments(goPackage, types, file, func, this);
        this.pointers = new FlowPointers(goPackage, types, file, func, this);
        this.literals = new FlowLiterals(types, flow, file, this);
    }

    void copy(Slot from, Slot to, Node at) {
        edge(Edge.Kind.COPY, from, to, at);
    }

    void edge(Edge.Kind kind, @Nullable Slot from, Slot to, Node at) {
        if (from != null) {
            flow.edge(new Edge(kind, from, to, func, file, at, "", null, null));
        }
    }

    void store(@Nullable Slot from, Slot container, StoreKind kind, Node at) {
        if (from != null) {
            flow.edge(
                    new Edge(
                            Edge.Kind.STORE,
                            from,
                            container.element(),
                            func,
                            file,
                            at,
                            "",
                            kind,
                            container));
        }
    }

    void reslice(@Nullable Slot from, Slot to, Node at, String how) {
        if (from != null) {
            flow.edge(new Edge(Edge.Kind.RESLICE, from, to, func, file, at, how, null, null));
        }
    }

    void op(Op.Kind kind, @Nullable Slot slot, Node at, String detail) {
        if (slot != null) {
            flow.op(kind, slot, func, file, at, detail);
        }
    }

    void spec(Spec spec) {
        if (!(spec instanceof Spec.Value value)) {
            return;
        }
        for (int i = 0; i < value.names().size(); i++) {
            Variable variable = goPackage.variable(file, value.names().get(i));
            if (variable == null) {
                if (i < value.values().size()) {
                    value(value.values().get(i));
                }
                continue;
            }
            if (variable.init != null) {
                edge(
                        Edge.Kind.COPY,
                        value(variable.init, variable.index),
                        flow.variable(variable),
                        value);
            }
        }
    }

    void assign(Stmt.Assign assign) {
        boolean paired = assign.left().size() == assign.right().size();
        for (int i = 0; i < assign.left().size(); i++) {
            Expr source = paired ? assign.right().get(i) : assign.right().getFirst();
            int index = paired ? 0 : i;
            Slot value = value(source, index);
            if (!paired && index > 0 && !(Types.strip(source) instanceof Expr.Call)) {
                value = null;
            }
            boolean plain = assign.operator() == Token.ASSIGN || assign.operator() == Token.DEFINE;
            into(
                    assign.left().get(i),
                    plain ? value : null,
                    source,
                    assign,
                    assign.operator() == Token.DEFINE);
        }
        assign.right().forEach(this::value);
    }

    /** Puts a value into what stands left of an assignment. */
    private void into(
            Expr target, @Nullable Slot value, Expr source, Stmt.Assign at, boolean defines) {
        switch (Types.strip(target)) {
            case Expr.Ident name -> {
                Slot slot = value(name);
                if (slot != null) {
                    edge(Edge.Kind.COPY, value, slot, at);
                    if (!defines) {
                        reassignments.reassigned(slot, target, source, at);
                    }
                }
            }
            case Expr.Selector selector -> {
                Slot slot = value(selector);
                Slot base = value(selector.operand());
                if (slot != null) {
                    edge(Edge.Kind.COPY, value, slot, at);
                    if (base != null) {
                        edge(Edge.Kind.HELD, value, base, at);
                    }
                    reassignments.reassigned(slot, target, source, at);
                }
            }
            case Expr.Index index -> {
                indexed(index, value, at);
                Slot collection = value(index.operand());
                if (collection != null) {
                    reassignments.shortened(collection.element(), target, source, at);
                }
            }
            case Expr.Star star -> {
                Slot slot = value(star.operand());
                if (slot != null) {
                    edge(Edge.Kind.COPY, value, slot, at);
                    reassignments.reassigned(slot, target, source, at);
                }
            }
            default -> value(target);
        }
    }

    private void indexed(Expr.Index index, @Nullable Slot value, Node at) {
        Slot container = value(index.operand());
        index.indices().forEach(this::value);
        if (container == null) {
            return;
        }
        Types.Type type = types.of(index.operand(), file);
        boolean list = type != null && types.isList(type);
        StoreKind kind = list ? StoreKind.SLICE : StoreKind.MAP;
        store(value, container, kind, at);
        if (!list) {
            op(Op.Kind.INSERT, container, at, "MAP");
            if (!index.indices().isEmpty()) {
                store(value(index.indices().getFirst()), container, StoreKind.MAP, at);
            }
        }
    }

    void count(Stmt.IncDec count) {
        if (Types.strip(count.operand()) instanceof Expr.Index index) {
            indexed(index, null, count);
        } else {
            value(count.operand());
        }
    }

    void send(Stmt.Send send) {
        Slot channel = value(send.channel());
        Slot value = value(send.value());
        if (channel != null) {
            store(value, channel, StoreKind.CHANNEL, send);
            op(Op.Kind.SEND, channel, send, "");
        }
    }

    void range(Stmt.Range loop) {
        Slot subject = value(loop.subject());
        Types.Type type = types.of(loop.subject(), file);
        if (subject == null) {
            return;
        }
        if (types.isChannel(type)) {
            op(Op.Kind.RECEIVE, subject, loop, "range");
        }
        var parts = new ArrayList<@Nullable Expr>();
        parts.add(loop.key());
        parts.add(loop.value());
        for (int i = 0; i < 2; i++) {
            Expr part = parts.get(i);
            boolean index = i == 0 && types.isList(type);
            Slot slot = part == null || index ? null : value(part);
            if (slot != null) {
                copy(subject.element(), slot, loop);
            }
        }
    }

    @Nullable Slot value(Expr expression) {
        return value(expression, 0);
    }

    @Nullable Slot value(Expr expression, int index) {
        Expr plain = Types.strip(expression);
        Slot known = flow.find(file, plain, index);
        if (known != null || (index == 0 && visited(plain))) {
            return known;
        }
        Slot slot = compute(plain, index);
        if (slot != null) {
            flow.remember(file, plain, index, slot);
        }
        return slot;
    }

    private boolean visited(Expr expression) {
        return !seen.add((long) expression.pos() << 32 | expression.end());
    }

    private @Nullable Slot compute(Expr expression, int index) {
        return switch (expression) {
            case Expr.Ident name -> {
                Variable variable = goPackage.variable(file, name);
                Func named = variable == null ? goPackage.functions.get(name.name()) : null;
                yield variable != null
                        ? flow.variable(variable)
                        : named == null ? null : flow.function(named);
            }
            case Expr.Paren paren -> value(paren.inner(), index);
            case Expr.Star star -> value(star.operand());
            case Expr.Unary unary -> unary(unary);
            case Expr.Binary binary -> {
                Walk.preorder(binary, this::operands);
                yield types.isString(types.of(binary, file)) ? fresh("+") : null;
            }
            case Expr.Selector selector -> selected(selector);
            case Expr.Index at -> element(at);
            case Expr.Slice slice -> sliced(slice);
            case Expr.TypeAssert assertion -> value(assertion.operand());
            case Expr.Composite composite -> literals.composite(composite, composite.type());
            case Expr.FuncLit literal -> closure(literal);
            case Expr.Call call -> calls.call(call, index);
            case Expr.KeyValue pair -> {
                value(pair.key());
                yield value(pair.value());
            }
            default -> null;
        };
    }

    private boolean operands(Node node) {
        if (node instanceof Expr.Binary || node instanceof Expr.Paren) {
            return true;
        }
        if (node instanceof Expr inner) {
            value(inner);
        }
        return false;
    }

    boolean isLink(Slot field) {
        return flow.isLink(field);
    }

    Slot fresh(String name) {
        return new Slot(Slot.Kind.EXPRESSION, name, null);
    }

    private @Nullable Slot unary(Expr.Unary unary) {
        Slot operand = value(unary.operand());
        if (operand == null || (unary.operator() != Token.ARROW && unary.operator() != Token.AND)) {
            return null;
        }
        if (unary.operator() == Token.AND) {
            return pointers.pointer(unary, operand);
        }
        op(Op.Kind.RECEIVE, operand, unary, "");
        return operand.element();
    }

    private @Nullable Slot selected(Expr.Selector selector) {
        String foreign = goPackage.foreign(file, selector);
        if (foreign != null) {
            return flow.foreign(foreign);
        }
        Slot base = value(selector.operand());
        String name = selector.name().name();
        Types.Type type = types.of(selector.operand(), file);
        if (type != null) {
            Types.FieldPath field = types.field(type, name);
            if (field != null && !field.owner().isEmpty()) {
                return flow.field(field.owner(), name);
            }
            Func method = types.method(selector, file);
            if (method != null && base != null) {
                return bound(method, base, selector);
            }
            if (Types.written(type).equals("list.Element") && name.equals("Value")) {
                return base;
            }
            if (base != null && Types.written(type).equals("url.URL")) {
                Slot part = flow.looseField(base, name);
                reslice(base, part, selector, "url.Parse");
                return part;
            }
        }
        return base == null ? null : flow.looseField(base, name);
    }

    /** A method value refers to its receiver. */
    private Slot bound(Func method, Slot receiver, Expr.Selector selector) {
        Slot made = fresh("method value");
        flow.isFunction(made, method);
        edge(Edge.Kind.HELD, receiver, made, selector);
        return made;
    }

    private @Nullable Slot element(Expr.Index at) {
        if (types.isType(at, file)) {
            return null;
        }
        Slot container = value(at.operand());
        at.indices().forEach(this::value);
        return container == null ? null : container.element();
    }

    private Slot sliced(Expr.Slice slice) {
        Slot whole = value(slice.operand());
        for (Node part : Walk.children(slice)) {
            if (!part.is(slice.operand()) && part instanceof Expr bound) {
                value(bound);
            }
        }
        Slot view = fresh("slice");
        if (slice.low() == null && slice.high() == null) {
            edge(Edge.Kind.COPY, whole, view, slice);
        } else {
            reslice(whole, view, slice, "slice expression");
        }
        if (whole != null) {
            copy(whole.element(), view.element(), slice);
        }
        return view;
    }

    /** A closure refers to every variable of the functions around it that it names. */
    private Slot closure(Expr.FuncLit literal) {
        Slot made = fresh("func literal");
        Func function = goPackage.literal(file, literal);
        if (function != null) {
            flow.isFunction(made, function);
        }
        Walk.all(
                literal.body(),
                node -> {
                    if (node instanceof Expr.Ident name) {
                        Variable variable = goPackage.variable(file, name);
                        if (variable != null
                                && variable.owner != null
                                && captured(variable, literal)) {
                            edge(Edge.Kind.HELD, flow.variable(variable), made, literal);
                        }
                    }
                });
        return made;
    }

    private static boolean captured(Variable variable, Expr.FuncLit literal) {
        return variable.pos < literal.pos() || variable.pos >= literal.end();
    }
}
