package dev.stanch.scan.name;

import dev.stanch.scan.CodeLine;
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
public final class Func {
    public final GoFile file;
    public final Node node;
    public final String name;
    public final String shortName;
    public final @Nullable Func parent;
    final Expr.FuncType type;
    public final Stmt.@Nullable Block body;

    /** The receiver's type name, empty for a function. */
    public final String receiverType;

    @Nullable Variable receiver;
    public final List<Variable> parameters = new ArrayList<>();
    public final List<Variable> results = new ArrayList<>();
    int literals;

    public Func(
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

    public @Nullable Variable receiver() {
        return receiver;
    }

    public boolean literal() {
        return node instanceof Expr.FuncLit;
    }

    public int line() {
        return file.line(node);
    }

    public int endLine() {
        return file.lastLine(node);
    }

    /** Whether the line stands in it. */
    public boolean covers(GoFile of, int line) {
        return file.is(of) && line() <= line && line <= endLine();
    }

    /** Whether the name is one that other packages can use. */
    public boolean exported() {
        return !shortName.isEmpty() && Character.isUpperCase(shortName.charAt(0));
    }

    /** The declared function that this one is written in. */
    public Func outermost() {
        Func at = this;
        while (at.parent != null) {
            at = at.parent;
        }
        return at;
    }

    public boolean isInside(Func other) {
        for (Func at = this; at != null; at = at.parent) {
            if (at == other) {
                return true;
            }
        }
        return false;
    }

    public CodeLine codeLine(Node at) {
        return codeLine(file.line(at));
    }

    public CodeLine codeLine(int line) {
        return new CodeLine(name, file.name(), line, file.trimmedLine(line));
    }

    @Override
    public String toString() {
        return name;
    }
}
