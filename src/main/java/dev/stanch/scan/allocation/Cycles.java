package dev.stanch.scan.allocation;

import dev.stanch.scan.flow.Edge;
import dev.stanch.scan.flow.Slot;
import dev.stanch.scan.name.GoPackage;
import dev.stanch.scan.name.Variable;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.Field;
import dev.stanch.source.Walk;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds struct fields through which objects of a type can point back at themselves, as far as the
 * code sets them.
 */
final class Cycles {
    private static final int MAX_LENGTH = 4;

    private final Code code;
    private final Ties ties;

    Cycles(Code code) {
        this.code = code;
        this.ties = new Ties(code);
    }

    /** A field that can point to a type. */
    private record Link(String field, String target) {}

    /**
     * The fields of the shortest cycle that the code closes. One field of the own type alone is a
     * list and no cycle, unless the object is put into itself, two such fields point both ways, or
     * some function ties objects to a ring by it.
     */
    List<String> of(String type) {
        var own = new ArrayList<String>();
        for (Link link : links(type)) {
            if (link.target().equals(type)) {
                own.add(link.field());
                if (selfClosure(link.field()) || link.field().isEmpty()) {
                    return List.of(link.field());
                }
            }
        }
        if (own.size() > 1) {
            return own;
        }
        List<String> ring = ties.ring(type);
        if (!ring.isEmpty()) {
            return ring;
        }
        return search(type, type, new ArrayList<>());
    }

    private List<String> search(String start, String at, List<String> path) {
        if (path.size() >= MAX_LENGTH) {
            return List.of();
        }
        for (Link link : links(at)) {
            if (path.contains(link.field()) || link.target().equals(at)) {
                continue;
            }
            var longer = new ArrayList<>(path);
            longer.add(link.field());
            if (link.target().equals(start)) {
                return longer;
            }
            List<String> found = search(start, link.target(), longer);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /** The set pointer fields of a struct type with the package's types that they lead to. */
    private List<Link> links(String type) {
        var links = new ArrayList<Link>();
        GoPackage.TypeDecl declared = code.goPackage.types.get(type);
        if (declared == null || !(declared.spec().type() instanceof Expr.StructType struct)) {
            return links;
        }
        for (Field field : struct.fields()) {
            for (Expr.Ident name : field.names()) {
                Slot slot = code.flow.field(type, name.name());
                boolean set =
                        !slot.in.isEmpty()
                                || (slot.knownElement() != null
                                        && !slot.knownElement().in.isEmpty());
                if (set) {
                    for (String target : targets(field.type(), slot)) {
                        links.add(new Link(type + "." + name.name(), target));
                    }
                }
            }
        }
        return links;
    }

    private Set<String> targets(Expr type, Slot slot) {
        var found = new LinkedHashSet<String>();
        if (type instanceof Expr.FuncType) {
            for (Edge edge : slot.in) {
                captured(edge.from(), found);
            }
            return found;
        }
        boolean refers = !(type instanceof Expr.Ident);
        Walk.all(
                type,
                node -> {
                    if (node instanceof Expr.Ident name
                            && code.goPackage.types.containsKey(name.name())
                            && refers) {
                        found.add(name.name());
                    }
                });
        if (type instanceof Expr.Ident || type instanceof Expr.InterfaceType) {
            assigned(slot, found);
        }
        return found;
    }

    /** What a closure refers to. */
    private void captured(Slot closure, Set<String> found) {
        for (Edge held : closure.in) {
            if (held.kind() == Edge.Kind.HELD && held.from().variable != null) {
                String name = pointerName(code.types.of(held.from().variable));
                if (!name.isEmpty()) {
                    found.add(name);
                }
            }
        }
    }

    /** An interface field leads to the types of what is assigned to it. */
    private void assigned(Slot slot, Set<String> found) {
        for (Edge edge : slot.in) {
            Variable variable = edge.from().variable;
            String name = variable == null ? "" : pointerName(code.types.of(variable));
            if (!name.isEmpty()) {
                found.add(name);
            }
        }
    }

    private String pointerName(Types.@Nullable Type type) {
        boolean pointer = type != null && Types.strip(type.expr()) instanceof Expr.Star;
        String name = pointer ? Types.typeName(type) : "";
        return code.goPackage.types.containsKey(name) ? name : "";
    }

    /** A closure in a field of the object that it captures, or the object in its own field. */
    private boolean selfClosure(String field) {
        int dot = field.indexOf('.');
        Slot slot = code.flow.field(field.substring(0, dot), field.substring(dot + 1));
        for (Edge edge : slot.in) {
            boolean closure =
                    edge.from().in.stream().anyMatch(held -> held.kind() == Edge.Kind.HELD);
            if (closure && edge.from().name.equals("func literal")) {
                return true;
            }
        }
        return false;
    }
}
