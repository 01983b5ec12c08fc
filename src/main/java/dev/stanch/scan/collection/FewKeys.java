package dev.stanch.scan.collection;

import dev.stanch.scan.CodeLine;
import dev.stanch.scan.StoreKind;
import dev.stanch.scan.flow.Edge;
import dev.stanch.scan.flow.Flow;
import dev.stanch.scan.flow.Op;
import dev.stanch.scan.flow.Slot;
import dev.stanch.scan.name.Variable;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.program.Runs;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Decl;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Spec;
import dev.stanch.source.Stmt;
import dev.stanch.source.Token;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collections that only ever get entries under a limited number of keys: constants, remainders,
 * values of an enumeration; and slices that are written by index and never appended to, as rings
 * are.
 */
final class FewKeys {
    private static final Set<String> SMALL_TYPES = Set.of("bool", "byte", "uint8", "int8");

    private final Code code;

    FewKeys(Code code) {
        this.code = code;
    }

    /** The inserts, when their keys bound the collection; else none. */
    Set<CodeLine> bounding(Set<Slot> slots) {
        List<Op> inserts = Flow.ops(slots, Op.Kind.INSERT);
        if (inserts.isEmpty()) {
            return written(slots);
        }
        var lines = new LinkedHashSet<CodeLine>();
        for (Op insert : inserts) {
            List<Expr.Index> places = places(insert, slots);
            boolean all = !places.isEmpty();
            for (Expr.Index place : places) {
                all &=
                        place.indices().size() == 1
                                && few(place.indices().getFirst(), insert.file(), 0);
            }
            if (!all) {
                return Set.of();
            }
            lines.add(insert.codeLine());
        }
        return lines;
    }

    /** Where entries of a slice or array are replaced. */
    private static Set<CodeLine> written(Set<Slot> slots) {
        var lines = new LinkedHashSet<CodeLine>();
        for (Slot slot : slots) {
            Slot element = slot.knownElement();
            for (Edge edge : element == null ? List.<Edge>of() : element.in) {
                if (edge.store() == StoreKind.SLICE
                        && edge.at() instanceof Stmt.Assign
                        && edge.func() != null) {
                    lines.add(edge.func().codeLine(edge.at()));
                }
            }
        }
        return lines;
    }

    private List<Expr.Index> places(Op insert, Set<Slot> slots) {
        var places = new ArrayList<Expr.Index>();
        List<Expr> targets =
                switch (insert.at()) {
                    case Stmt.Assign assign -> assign.left();
                    case Stmt.IncDec count -> List.of(count.operand());
                    default -> List.of();
                };
        for (Expr target : targets) {
            if (Types.strip(target) instanceof Expr.Index place) {
                Slot collection = code.slot(insert.file(), place.operand());
                if (collection != null && slots.contains(collection)) {
                    places.add(place);
                }
            }
        }
        return places;
    }

    private boolean few(Expr key, GoFile file, int depth) {
        Expr plain = Types.strip(key);
        if (smallType(plain, file)) {
            return true;
        }
        return switch (plain) {
            case Expr.Literal literal -> true;
            case Expr.Binary binary ->
                    binary.operator() == Token.REM || binary.operator() == Token.AND;
            case Expr.Call conversion
                    when conversion.arguments().size() == 1
                            && code.types.isType(conversion.function(), file) ->
                    few(conversion.arguments().getFirst(), file, depth + 1);
            case Expr.Ident name -> {
                Variable variable = code.goPackage.variable(file, name);
                if (variable == null) {
                    yield constant(name.name());
                }
                yield depth < 3
                        && variable.init != null
                        && !variable.ofRange()
                        && variable.values == 1
                        && variable.owner != null
                        && Types.strip(variable.init) instanceof Expr.Binary
                        && few(variable.init, variable.file, depth + 1);
            }
            default -> false;
        };
    }

    /** A type of few values, or one whose constants the package numbers with iota. */
    private boolean smallType(Expr key, GoFile file) {
        Types.Type type = code.types.of(key, file);
        Types.Type under = code.types.underlying(type);
        if (type == null || under == null) {
            return false;
        }
        String name = Types.typeName(type);
        return (under.expr() instanceof Expr.Ident basic && SMALL_TYPES.contains(basic.name()))
                || (code.goPackage.types.containsKey(name) && enumerated(name));
    }

    private boolean enumerated(String type) {
        return constants().stream()
                .anyMatch(value ->
                        value.type() instanceof Expr.Ident name
                                && name.name().equals(type)
                                && value.values().stream().anyMatch(FewKeys::counts));
    }

    private static boolean counts(Expr value) {
        return Runs.contains(
                value, node -> node instanceof Expr.Ident name && name.name().equals("iota"));
    }

    private boolean constant(String name) {
        return constants().stream()
                .flatMap(value -> value.names().stream())
                .anyMatch(declared -> declared.name().equals(name));
    }

    private List<Spec.Value> constants() {
        var all = new ArrayList<Spec.Value>();
        for (GoFile file : code.goPackage.files) {
            for (Decl declaration : file.declarations()) {
                if (declaration instanceof Decl.Gen gen && gen.keyword() == Token.CONST) {
                    for (Spec spec : gen.specs()) {
                        if (spec instanceof Spec.Value value) {
                            all.add(value);
                        }
                    }
                }
            }
        }
        return all;
    }
}
