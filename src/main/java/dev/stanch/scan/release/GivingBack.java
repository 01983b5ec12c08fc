package dev.stanch.scan.release;

import dev.stanch.scan.flow.Edge;
import dev.stanch.scan.flow.Slot;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.Paths;
import dev.stanch.scan.name.Variable;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import dev.stanch.source.Stmt;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which calls give a value back, and which functions keep what they are given. */
final class GivingBack {
    private static final int MAX_LEVELS = 3;
    private static final int MAX_NAMES = 200;
    private static final List<String> RELEASING =
            List.of(
                    "free",
                    "close",
                    "destroy",
                    "release",
                    "dispose",
                    "munmap",
                    "unmap",
                    "delete",
                    "cancel",
                    "stop",
                    "shutdown");
    private final Code code;

    GivingBack(Code code) {
        this.code = code;
    }

    /** The local names of a value, of its body, and of the objects made here that hold it. */
    Set<Slot> names(Slot start) {
        var names = new LinkedHashSet<Slot>();
        names.add(start);
        var open = new ArrayDeque<Slot>(names);
        while (!open.isEmpty() && names.size() < MAX_NAMES) {
            Slot slot = open.poll();
            Slot body = code.flow.part(slot, "Body");
            if (body != null && names.add(body)) {
                open.add(body);
            }
            for (Edge edge : slot.out) {
                boolean local =
                        edge.to().kind == Slot.Kind.VARIABLE
                                || edge.to().kind == Slot.Kind.EXPRESSION;
                boolean keeps = edge.kind() == Edge.Kind.COPY || edge.kind() == Edge.Kind.HELD;
                boolean closure = edge.at() instanceof Expr.FuncLit;
                if (local && keeps && !closure && names.add(edge.to())) {
                    open.add(edge.to());
                }
            }
        }
        return names;
    }

    static String place(GoFile file, Node node) {
        String name = file.name().substring(file.name().lastIndexOf('/') + 1);
        return name + ":" + file.line(node);
    }

    /** Whether a call gives back one of these. */
    boolean gives(GoFile file, Expr.Call call, Set<Slot> held, int level) {
        Expr function = Types.strip(call.function());
        boolean named = releasing(lastName(function));
        if (function instanceof Expr.Selector method
                && code.goPackage.foreign(file, method) == null) {
            Slot base = baseSlot(file, method.operand());
            if (base != null && held.contains(base)) {
                Func target = code.types.method(method, file);
                return named || (target != null && frees(target, target.receiver(), level));
            }
        }
        for (int i = 0; i < call.arguments().size(); i++) {
            Slot argument = code.slot(file, call.arguments().get(i));
            if (argument != null && held.contains(argument)) {
                Func target = code.types.target(call, file);
                if (target == null) {
                    return named;
                }
                boolean frees =
                        i < target.parameters.size()
                                && frees(target, target.parameters.get(i), level);
                return frees || named;
            }
        }
        Slot itself = code.slot(file, function);
        return itself != null && held.contains(itself);
    }

    /** {@code r} for {@code r.Body}: closing a part gives the whole back. */
    private @Nullable Slot baseSlot(GoFile file, Expr operand) {
        Slot slot = code.slot(file, operand);
        if (Types.strip(operand) instanceof Expr.Selector selector
                && selector.name().name().equals("Body")) {
            return code.slot(file, selector.operand());
        }
        return slot;
    }

    /** Whether a parameter's value is put into something that outlives the function. */
    boolean keptBy(Slot parameter) {
        for (Slot name : names(parameter)) {
            for (Edge edge : name.out) {
                boolean stored =
                        edge.kind() == Edge.Kind.STORE
                                || (edge.kind() == Edge.Kind.COPY
                                        && (edge.to().kind == Slot.Kind.GLOBAL
                                                || (edge.to().kind == Slot.Kind.FIELD
                                                        && edge.at() instanceof Stmt.Assign)));
                if (stored) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean frees(Func target, @Nullable Variable value, int level) {
        if (value == null || target.body == null || level >= MAX_LEVELS) {
            return false;
        }
        Set<Slot> held = names(code.flow.variable(value));
        var found = new boolean[1];
        Paths.own(
                target.body,
                node -> {
                    if (node instanceof Expr.Call call && !found[0]) {
                        found[0] = gives(target.file, call, held, level + 1);
                    }
                });
        return found[0];
    }

    private static String lastName(Expr function) {
        return switch (function) {
            case Expr.Ident name -> name.name();
            case Expr.Selector selector -> selector.name().name();
            default -> "";
        };
    }

    static boolean releasing(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return RELEASING.stream().anyMatch(lower::contains);
    }
}
