package dev.stanch.scan;

import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import dev.stanch.source.Stmt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function, method or function literal of a package, named as profiles name it; compared by
 * identity.
 */
final class Func {
    final GoFile file;
    final Node node;
    final String name;
    final String shortName;
    final @Nullable Func parent;
    final Expr.FuncType type;
    final Stmt.@Nullable Block body;

    /** The receiver's type name, empty for a function. */
    final String receiverType;

    @Nullable Variable receiver;
    final List<Variable> parameters = new ArrayList<>();
    final List<Variable> results = new ArrayList<>();
    int literals;

    Func(
            GoFile file,
            Node node,
            String name,
            String shortName,
            String receiverType,
            @Nullable Func parent,
            Expr.FuncType type,
            Stmt.@Nullable Block body) {
        this.file = file;
        this.node = node;
        this.name = name;
        this.shortName = shortName;
        this.receiverType = receiverType;
        this.parent = parent;
        this.type = type;
        this.body = body;
    }

    boolean literal() {
        return node instanceof Expr.FuncLit;
    }

    int line() {
        return file.line(node);
    }

    int endLine() {
        return file.lastLine(node);
    }

    /** Whether the name is one that other packages can use. */
    boolean exported() {
        return !shortName.isEmpty() && Character.isUpperCase(shortName.charAt(0));
    }

    /** The declared function that this one is written in. */
    Func outermost() {
        Func at = this;
        while (at.parent != null) {
            at = at.parent;
        }
        return at;
    }

    boolean isInside(Func other) {
        for (Func at = this; at != null; at = at.parent) {
            if (at == other) {
                return true;
            }
        }
        return false;
    }

    CodeLine codeLine(Node at) {
        return codeLine(file.line(at));
    }

    CodeLine codeLine(int line) {
        return new CodeLine(name, file.name(), line, file.trimmedLine(line));
    }

    @Override
    public String toString() {
        return name;
    }
}
