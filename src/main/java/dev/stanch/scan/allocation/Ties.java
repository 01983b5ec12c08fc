package dev.stanch.scan.allocation;

import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.Paths;
import dev.stanch.scan.name.Variable;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.Node;
import dev.stanch.source.Stmt;
import dev.stanch.source.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The objects that one function ties to each other: {@code a.peer = b; b.peer = a}. Objects are
 * told apart by the expression that names them, as long as its variable is set only once; a
 * function that ties its parameters does so for the arguments of its callers.
 */
final class Ties {
    private static final int MAX_LENGTH = 4;
    private static final String RESULT = "result";

    private final Code code;
    private final Map<Func, List<Tie>> known = new LinkedHashMap<>();

    Ties(Code code) {
        this.code = code;
    }

    /** A field of one object that points to another. */
    private record Tie(String from, String field, String to) {}

    /** The fields of a ring that some function closes through a field of the type; else empty. */
    List<String> ring(String type) {
        for (Func func : code.goPackage.all) {
            if (!code.reach.reachable(func)) {
                continue;
            }
            List<Tie> ties = of(func, 0);
            for (Tie tie : ties) {
                if (tie.field().startsWith(type + ".")) {
                    Set<String> fields = new LinkedHashSet<>(List.of(tie.field()));
                    if (leads(ties, tie.to(), tie.from(), fields, 1)) {
                        return List.copyOf(fields);
                    }
                }
            }
        }
        return List.of();
    }

    private static boolean leads(
            List<Tie> ties, String at, String goal, Set<String> fields, int length) {
        if (at.equals(goal)) {
            return true;
        }
        for (Tie tie : ties) {
            if (length < MAX_LENGTH
                    && tie.from().equals(at)
                    && leads(ties, tie.to(), goal, fields, length + 1)) {
                fields.add(tie.field());
                return true;
            }
        }
        return false;
    }

    private List<Tie> of(Func func, int depth) {
        List<Tie> found = known.get(func);
        if (found != null) {
            return found;
        }
        var ties = new ArrayList<Tie>();
        known.put(func, ties);
        Paths.own(func.body, node -> add(ties, func, node, depth));
        return ties;
    }

    private void add(List<Tie> ties, Func func, Node node, int depth) {
        switch (node) {
            case Stmt.Assign assign when assign.left().size() == assign.right().size() -> {
                for (int i = 0; i < assign.left().size(); i++) {
                    assigned(ties, func, assign.left().get(i), assign.right().get(i), depth);
                }
            }
            case Stmt.Return result when result.results().size() == 1 ->
                    value(ties, func, RESULT, result.results().getFirst(), depth);
            case Stmt.Expression statement
                    when Types.strip(statement.expression()) instanceof Expr.Call call ->
                    call(ties, func, call, "", depth);
            default -> {}
        }
    }

    private void assigned(List<Tie> ties, Func func, Expr target, Expr value, int depth) {
        Expr place = Types.strip(target);
        if (place instanceof Expr.Index entry) {
            place = Types.strip(entry.operand());
        }
        if (place instanceof Expr.Selector selector) {
            tie(ties, func, name(func, selector.operand()), selector, value, depth);
        } else if (place instanceof Expr.Ident name) {
            value(ties, func, name(func, name), value, depth);
        }
    }

    /** {@code from.field = value}, or a value that is appended to the field. */
    private void tie(
            List<Tie> ties, Func func, String from, Expr.Selector selector, Expr value, int depth) {
        Types.Type owner = code.types.of(selector.operand(), func.file);
        Types.FieldPath field =
                owner == null ? null : code.types.field(owner, selector.name().name());
        if (field == null || from.isEmpty()) {
            return;
        }
        String named = field.owner() + "." + selector.name().name();
        Expr plain = Types.strip(value);
        if (plain instanceof Expr.Call append
                && append.function() instanceof Expr.Ident builtin
                && builtin.name().equals("append")) {
            append.arguments().stream()
                    .skip(1)
                    .forEach(more -> to(ties, func, from, named, more, depth));
        } else {
            to(ties, func, from, named, plain, depth);
        }
    }

    private void to(List<Tie> ties, Func func, String from, String field, Expr value, int depth) {
        String to = name(func, value);
        if (!to.isEmpty()) {
            ties.add(new Tie(from, field, to));
            value(ties, func, to, value, depth);
        }
    }

    /** What an object is made with: the fields of a literal, or what its maker ties to it. */
    private void value(List<Tie> ties, Func func, String name, Expr value, int depth) {
        Expr plain = literal(value);
        if (name.isEmpty()) {
            return;
        }
        if (plain instanceof Expr.Call call) {
            call(ties, func, call, name, depth);
        } else if (plain instanceof Expr.Composite literal && literal.type() != null) {
            var type = new Types.Type(literal.type(), func.file);
            for (Expr element : literal.elements()) {
                Types.FieldPath field =
                        element instanceof Expr.KeyValue pair
                                        && pair.key() instanceof Expr.Ident key
                                ? code.types.field(type, key.name())
                                : null;
                if (field != null && element instanceof Expr.KeyValue pair) {
                    String named = field.owner() + "." + func.file.text(pair.key());
                    to(ties, func, name, named, pair.value(), depth);
                }
            }
        }
    }

    private static Expr literal(Expr value) {
        Expr plain = Types.strip(value);
        return plain instanceof Expr.Unary address && address.operator() == Token.AND
                ? Types.strip(address.operand())
                : plain;
    }

    /** The ties of a callee, with its parameters and its result named as the caller names them. */
    private void call(List<Tie> ties, Func func, Expr.Call call, String result, int depth) {
        Func target = depth > 1 ? null : code.types.target(call, func.file);
        if (target == null || target == func) {
            return;
        }
        Map<String, String> names = new LinkedHashMap<>();
        names.put(RESULT, result);
        Variable receiver = target.receiver();
        if (receiver != null && Types.strip(call.function()) instanceof Expr.Selector method) {
            names.put(name(receiver), name(func, method.operand()));
        }
        for (int i = 0; i < target.parameters.size() && i < call.arguments().size(); i++) {
            names.put(name(target.parameters.get(i)), name(func, call.arguments().get(i)));
        }
        for (Tie tie : of(target, depth + 1)) {
            String from = names.getOrDefault(tie.from(), "");
            String to = names.getOrDefault(tie.to(), "");
            if (!from.isEmpty() && !to.isEmpty()) {
                ties.add(new Tie(from, tie.field(), to));
            }
        }
    }

    private static String name(Variable variable) {
        return variable.name + "@" + variable.pos;
    }

    /** A name for the object that an expression stands for, empty when it may be several. */
    private String name(Func func, Expr expression) {
        Expr plain = literal(expression);
        if (plain instanceof Expr.Composite || plain instanceof Expr.Call) {
            return "made@" + plain.pos();
        }
        String path = "";
        Expr at = plain;
        while (!(at instanceof Expr.Ident)) {
            Expr inner =
                    switch (at) {
                        case Expr.Selector selector -> selector.operand();
                        case Expr.Index index -> index.operand();
                        case Expr.Star star -> star.operand();
                        default -> null;
                    };
            if (inner == null) {
                return "";
            }
            path =
                    at instanceof Expr.Star
                            ? path
                            : func.file.text().substring(inner.end(), at.end()) + path;
            at = Types.strip(inner);
        }
        Variable variable = code.goPackage.variable(func.file, (Expr.Ident) at);
        return variable == null || setAgain(func, variable) ? "" : name(variable) + path;
    }

    private boolean setAgain(Func func, Variable variable) {
        Func owner = variable.owner == null ? func : variable.owner;
        var again = new boolean[1];
        Paths.own(
                owner.body,
                node -> {
                    if (node instanceof Stmt.Assign assign && assign.operator() == Token.ASSIGN) {
                        for (Expr target : assign.left()) {
                            again[0] |=
                                    Types.strip(target) instanceof Expr.Ident name
                                            && variable.equals(
                                                    code.goPackage.variable(owner.file, name));
                        }
                    }
                });
        return again[0];
    }
}
