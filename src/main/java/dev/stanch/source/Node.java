package dev.stanch.source;

/** A piece of the syntax tree: the half-open range of offsets that it covers. */
public sealed interface Node permits Expr, Stmt, Decl, Spec, Field, Clause, GoFile {
    int pos();

    int end();
}
