package dev.stanch.source;

import java.util.List;

/**
 * One parsed file.
 *
 * @param errors where it is not Go; the tree holds what could be read all the same
 */
public record GoFile(
        String name,
        String text,
        Lines lines,
        Expr.Ident packageName,
        List<Decl> declarations,
        List<SyntaxError> errors)
        implements Node {
    @Override
    public int pos() {
        return 0;
    }

    @Override
    public int end() {
        return text.length();
    }

    /** The line of a node's first character. */
    public int line(Node node) {
        return lines.line(node.pos());
    }

    /** The line of a node's last character. */
    public int lastLine(Node node) {
        return lines.line(Math.max(node.pos(), node.end() - 1));
    }

    /** A node's source text. */
    public String text(Node node) {
        return text.substring(node.pos(), Math.max(node.pos(), node.end()));
    }

    /** A line without its indentation and line end, empty when there is no such line. */
    public String trimmedLine(int line) {
        return text.substring(lines.start(line), lines.start(line + 1)).strip();
    }

    @Override
    public String toString() {
        return "GoFile[" + name + "]";
    }
}
