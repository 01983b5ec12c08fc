package dev.stanch.scan.collection;

import dev.stanch.scan.CodeLine;
import dev.stanch.scan.CollectionFacts;
import dev.stanch.scan.Removal;
import dev.stanch.scan.RemovalKind;
import dev.stanch.scan.flow.Edge;
import dev.stanch.scan.flow.Flow;
import dev.stanch.scan.flow.Op;
import dev.stanch.scan.flow.Slot;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.GoPackage;
import dev.stanch.scan.name.Paths;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Stmt;
import dev.stanch.source.Token;
import dev.stanch.source.Walk;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers what a package does to one collection. */
public final class Growth {
    private final Code code;

    public Growth(Code code) {
        this.code = code;
    }

    public CollectionFacts of(String container) {
        Set<Slot> named = code.flow.named(container);
        if (named.isEmpty()) {
            return new CollectionFacts(
                    container, "", List.of(), List.of(), List.of(), false, false, "");
        }
        var slots = new LinkedHashSet<>(code.flow.aliases(named));
        // a collection of collections: entries of the inner ones count as well
        for (Slot slot : List.copyOf(slots)) {
            if (slot.knownElement() != null) {
                slots.addAll(elementNames(slot.knownElement()));
            }
        }
        var inserts = new LinkedHashSet<CodeLine>();
        var guards = new LinkedHashSet<CodeLine>();
        for (Op op : Flow.ops(slots, Op.Kind.INSERT)) {
            inserts.add(op.codeLine());
            guards(op, slots, guards);
        }
        var removals = new LinkedHashSet<Removal>();
        for (Op op : Flow.ops(slots, Op.Kind.REMOVE)) {
            if (op.detail().equals("REASSIGN")
                    && op.slot().kind == Slot.Kind.VARIABLE
                    && !named.contains(op.slot())) {
                continue;
            }
            boolean reachable = op.func() == null || code.reach.reachable(op.func());
            removals.add(new Removal(RemovalKind.valueOf(op.detail()), op.codeLine(), reachable));
        }
        guards.addAll(new FewKeys(code).bounding(slots));
        links(named, inserts);
        String type = type(named);
        if (type.startsWith("chan ") || type.startsWith("<-chan")) {
            channel(slots, inserts, removals, guards);
        }
        boolean known = true;
        if (inserted(slots, "CACHE")) {
            CacheLimit.Answer limit =
                    new CacheLimit(code).of(slots, Flow.ops(slots, Op.Kind.INSERT));
            known = limit != CacheLimit.Answer.UNKNOWN || !removals.isEmpty();
            if (limit == CacheLimit.Answer.BOUNDED) {
                Flow.ops(slots, Op.Kind.CONSTRUCT).forEach(op -> guards.add(op.codeLine()));
            }
        }
        String owner = new Lifetime(code).owner(named);
        return new CollectionFacts(
                container,
                type,
                List.copyOf(inserts),
                List.copyOf(removals),
                List.copyOf(guards),
                known,
                !owner.isEmpty(),
                owner);
    }

    /** A linked list grows where its link is set to another object. */
    private void links(Set<Slot> named, Set<CodeLine> inserts) {
        for (Slot slot : named) {
            for (Edge edge : code.flow.isLink(slot) ? slot.in : List.<Edge>of()) {
                if (edge.kind() == Edge.Kind.COPY && edge.func() != null) {
                    inserts.add(edge.func().codeLine(edge.at()));
                }
            }
        }
    }

    /** A channel holds what was sent and not received, and no more than it was made for. */
    private void channel(
            Set<Slot> slots, Set<CodeLine> inserts, Set<Removal> removals, Set<CodeLine> guards) {
        Flow.ops(slots, Op.Kind.SEND).forEach(op -> inserts.add(op.codeLine()));
        Flow.ops(slots, Op.Kind.MAKE).forEach(op -> guards.add(op.codeLine()));
        for (Op op : Flow.ops(slots, Op.Kind.RECEIVE)) {
            boolean reachable = op.func() == null || code.reach.reachable(op.func());
            removals.add(new Removal(RemovalKind.POP, op.codeLine(), reachable));
        }
    }

    private static boolean inserted(Set<Slot> slots, String how) {
        return Flow.ops(slots, Op.Kind.INSERT).stream().anyMatch(op -> op.detail().equals(how));
    }

    private static Set<Slot> elementNames(Slot element) {
        var names = new LinkedHashSet<Slot>();
        names.add(element);
        for (Edge edge : element.out) {
            if (edge.kind() == Edge.Kind.COPY) {
                names.add(edge.to());
            }
        }
        return names;
    }

    private String type(Set<Slot> named) {
        for (Slot slot : named) {
            if (slot.variable != null) {
                Types.Type type = code.types.of(slot.variable);
                if (type != null && type.expr().end() <= type.file().text().length()) {
                    return type.file().text(type.expr());
                }
            } else if (slot.kind == Slot.Kind.FIELD && slot.name.startsWith("(*")) {
                int close = slot.name.indexOf(')');
                GoPackage.TypeDecl declared =
                        code.goPackage.types.get(slot.name.substring(2, close));
                if (declared != null) {
                    Types.Type owner = new Types.Type(declared.spec().type(), declared.file());
                    Types.FieldPath field = code.types.field(owner, slot.name.substring(close + 2));
                    if (field != null) {
                        return field.type().file().text(field.type().expr());
                    }
                }
            }
        }
        return "";
    }

    /** Length checks that keep the insert from happening, or that come before it and leave. */
    private void guards(Op insert, Set<Slot> slots, Set<CodeLine> guards) {
        Func func = insert.func();
        if (func == null || func.body == null) {
            return;
        }
        Paths.own(
                func.body,
                node -> {
                    if (node instanceof Stmt.If test
                            && measures(test.condition(), func.file, slots)) {
                        boolean around =
                                test.pos() <= insert.at().pos() && insert.at().end() <= test.end();
                        boolean before =
                                test.end() <= insert.at().pos()
                                        && Paths.ends(test.then(), code.goPackage, func.file);
                        if (around || before) {
                            guards.add(func.codeLine(test));
                        }
                    }
                });
    }

    /** Whether a condition compares the collection's length with something other than zero. */
    private boolean measures(Expr condition, GoFile file, Set<Slot> slots) {
        var found = new boolean[1];
        Walk.all(
                condition,
                node -> {
                    if (node instanceof Expr.Binary test && compares(test.operator())) {
                        boolean length =
                                measure(test.left(), file, slots)
                                        || measure(test.right(), file, slots);
                        boolean zero =
                                file.text(test.right()).equals("0")
                                        || file.text(test.left()).equals("0");
                        found[0] |= length && !zero;
                    }
                });
        return found[0];
    }

    private static boolean compares(Token operator) {
        return switch (operator) {
            case EQL, NEQ, LSS, LEQ, GTR, GEQ -> true;
            default -> false;
        };
    }

    private boolean measure(Expr side, GoFile file, Set<Slot> slots) {
        var found = new boolean[1];
        Walk.all(
                side,
                node -> {
                    if (node instanceof Expr.Call call) {
                        Expr subject = subject(call);
                        Slot slot = subject == null ? null : code.slot(file, subject);
                        found[0] |= slot != null && slots.contains(slot);
                    }
                });
        return found[0];
    }

    private static @Nullable Expr subject(Expr.Call call) {
        return switch (call.function()) {
            case Expr.Ident name when name.name().equals("len") && !call.arguments().isEmpty() ->
                    call.arguments().getFirst();
            case Expr.Selector selector when selector.name().name().equals("Len") ->
                    selector.operand();
            default -> null;
        };
    }
}
