package dev.stanch.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Walks syntax trees without recursion: a sum of ten thousand strings is a tree ten thousand deep.
 */
public final class Walk {
    private Walk() {}

    /**
     * Visits a node and all below it in source order; {@code enter} answers whether to go below.
     */
    public static void preorder(@Nullable Node root, Predicate<Node> enter) {
        if (root == null) {
            return;
        }
        var open = new ArrayDeque<Node>();
        open.push(root);
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (enter.test(node)) {
                List<Node> below = children(node);
                for (int i = below.size() - 1; i >= 0; i--) {
                    open.push(below.get(i));
                }
            }
        }
    }

    /** Visits a node and all below it. */
    public static void all(@Nullable Node root, Consumer<Node> visit) {
        preorder(
                root,
                node -> {
                    visit.accept(node);
                    return true;
                });
    }

    /** The nodes directly below a node, in source order. */
    public static List<Node> children(Node node) {
        var out = new Children();
        switch (node) {
            case GoFile file -> out.all(file.declarations());
            case Field field -> out.all(field.names()).one(field.type());
            case Decl declaration -> declaration(out, declaration);
            case Spec spec -> spec(out, spec);
            case Clause.Case arm -> out.all(arm.expressions()).all(arm.body());
            case Clause.Comm arm -> out.one(arm.communication()).all(arm.body());
            case Stmt statement -> statement(out, statement);
            case Expr expression -> expression(out, expression);
        }
        return out.nodes;
    }

    private static void declaration(Children out, Decl declaration) {
        switch (declaration) {
            case Decl.Bad bad -> {}
            case Decl.Gen gen -> out.all(gen.specs());
            case Decl.Func func ->
                    out.one(func.receiver()).one(func.name()).one(func.type()).one(func.body());
        }
    }

    private static void spec(Children out, Spec spec) {
        switch (spec) {
            case Spec.Import load -> out.one(load.name());
            case Spec.Value value -> out.all(value.names()).one(value.type()).all(value.values());
            case Spec.Type type -> out.one(type.name()).all(type.typeParameters()).one(type.type());
        }
    }

    private static void statement(Children out, Stmt statement) {
        switch (statement) {
            case Stmt.Bad bad -> {}
            case Stmt.Empty empty -> {}
            case Stmt.Declaration s -> out.one(s.declaration());
            case Stmt.Labeled s -> out.one(s.label()).one(s.statement());
            case Stmt.Expression s -> out.one(s.expression());
            case Stmt.Send s -> out.one(s.channel()).one(s.value());
            case Stmt.IncDec s -> out.one(s.operand());
            case Stmt.Assign s -> out.all(s.left()).all(s.right());
            case Stmt.Go s -> out.one(s.call());
            case Stmt.Defer s -> out.one(s.call());
            case Stmt.Return s -> out.all(s.results());
            case Stmt.Branch s -> out.one(s.label());
            case Stmt.Block s -> out.all(s.statements());
            case Stmt.If s -> out.one(s.init()).one(s.condition()).one(s.then()).one(s.otherwise());
            case Stmt.Switch s -> out.one(s.init()).one(s.tag()).all(s.clauses());
            case Stmt.TypeSwitch s ->
                    out.one(s.init()).one(s.binding()).one(s.subject()).all(s.clauses());
            case Stmt.Select s -> out.all(s.clauses());
            case Stmt.For s -> out.one(s.init()).one(s.condition()).one(s.post()).one(s.body());
            case Stmt.Range s -> out.one(s.key()).one(s.value()).one(s.subject()).one(s.body());
        }
    }

    private static void expression(Children out, Expr expression) {
        switch (expression) {
            case Expr.Bad bad -> {}
            case Expr.Ident name -> {}
            case Expr.Literal literal -> {}
            case Expr.Composite e -> out.one(e.type()).all(e.elements());
            case Expr.FuncLit e -> out.one(e.type()).one(e.body());
            case Expr.Paren e -> out.one(e.inner());
            case Expr.Selector e -> out.one(e.operand()).one(e.name());
            case Expr.Index e -> out.one(e.operand()).all(e.indices());
            case Expr.Slice e -> out.one(e.operand()).one(e.low()).one(e.high()).one(e.max());
            case Expr.TypeAssert e -> out.one(e.operand()).one(e.type());
            case Expr.Call e -> out.one(e.function()).all(e.arguments());
            case Expr.Star e -> out.one(e.operand());
            case Expr.Unary e -> out.one(e.operand());
            case Expr.Binary e -> out.one(e.left()).one(e.right());
            case Expr.KeyValue e -> out.one(e.key()).one(e.value());
            case Expr.Ellipsis e -> out.one(e.element());
            case Expr.ArrayType e -> out.one(e.length()).one(e.element());
            case Expr.StructType e -> out.all(e.fields());
            case Expr.FuncType e ->
                    out.all(e.typeParameters()).all(e.parameters()).all(e.results());
            case Expr.InterfaceType e -> out.all(e.members());
            case Expr.MapType e -> out.one(e.key()).one(e.value());
            case Expr.ChanType e -> out.one(e.element());
        }
    }

    private static final class Children {
        private final List<Node> nodes = new ArrayList<>(4);

        Children one(@Nullable Node node) {
            if (node != null) {
                nodes.add(node);
            }
            return this;
        }

        Children all(List<? extends Node> more) {
            nodes.addAll(more);
            return this;
        }
    }
}
