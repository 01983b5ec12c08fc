package dev.stanch.scan.name;

import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import dev.stanch.source.Stmt;
import dev.stanch.source.Token;
import dev.stanch.source.Walk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands around a statement inside its function. */
public final class Paths {
    private Paths() {}

    /** The nodes from a root down to the smallest one that covers {@code at}, which comes last. */
    public static List<Node> to(Node root, Node at) {
        var path = new ArrayList<Node>();
        Node node = root;
        while (node != null) {
            path.add(node);
            if (node.is(at)) {
                break;
            }
            Node next = null;
            for (Node child : Walk.children(node)) {
                if (child.pos() <= at.pos()
                        && at.end() <= child.end()
                        && child.end() > child.pos()) {
                    next = child;
                    break;
                }
            }
            node = next;
        }
        return path;
    }

    /**
     * The innermost loop of the function around a node (or the node itself), null when there is
     * none.
     */
    public static @Nullable Stmt loop(Func func, Node at) {
        Stmt loop = null;
        if (func.body == null) {
            return null;
        }
        for (Node node : to(func.body, at)) {
            if (node instanceof Stmt.For found) {
                loop = found;
            } else if (node instanceof Stmt.Range found) {
                loop = found;
            } else if (node instanceof Expr.FuncLit) {
                loop = null;
            }
        }
        return loop;
    }

    public static boolean inLoop(Func func, Node at) {
        return loop(func, at) != null;
    }

    /** Whether an {@code if x == nil} stands around the node. */
    public static boolean behindNilCheck(Func func, Node at, GoFile file, String text) {
        if (func.body == null) {
            return false;
        }
        for (Node node : to(func.body, at)) {
            if (node instanceof Stmt.If test && mentionsNil(test.condition(), file, text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mentionsNil(Expr condition, GoFile file, String text) {
        var found = new boolean[1];
        Walk.all(
                condition,
                node -> {
                    if (node instanceof Expr.Binary test && test.operator() == Token.EQL) {
                        found[0] |=
                                file.text(test.left()).equals(text)
                                        && file.text(test.right()).equals("nil");
                    }
                });
        return found[0];
    }

    /** Visits a statement's own nodes, without the bodies of function literals. */
    public static void own(@Nullable Node root, java.util.function.Consumer<Node> visit) {
        Walk.preorder(
                root,
                node -> {
                    visit.accept(node);
                    return !(node instanceof Expr.FuncLit) || node.is(root);
                });
    }

    /** Whether control never goes past the statement. */
    public static boolean ends(Stmt statement, GoPackage goPackage, GoFile file) {
        return switch (statement) {
            case Stmt.Return _ -> true;
            case Stmt.Branch branch -> branch.keyword() != Token.FALLTHROUGH;
            case Stmt.Expression wrapped -> exits(wrapped.expression(), goPackage, file);
            case Stmt.Block block ->
                    !block.statements().isEmpty()
                            && ends(block.statements().getLast(), goPackage, file);
            case Stmt.If test ->
                    test.otherwise() != null
                            && ends(test.then(), goPackage, file)
                            && ends(test.otherwise(), goPackage, file);
            default -> false;
        };
    }

    /** Calls that do not return: panic, os.Exit, log.Fatal, runtime.Goexit. */
    public static boolean exits(Expr expression, GoPackage goPackage, GoFile file) {
        if (!(expression instanceof Expr.Call call)) {
            return false;
        }
        if (call.function() instanceof Expr.Ident name) {
            return name.name().equals("panic");
        }
        String foreign = goPackage.foreign(file, call.function());
        return foreign != null
                && (foreign.equals("os.Exit")
                        || foreign.equals("runtime.Goexit")
                        || foreign.startsWith("log.Fatal")
                        || foreign.startsWith("log.Panic"));
    }
}
