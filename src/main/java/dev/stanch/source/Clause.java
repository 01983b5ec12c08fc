package dev.stanch.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arms of switch and select. */
public sealed interface Clause extends Node {
    List<Stmt> body();

    /** One case of a switch; no expressions in {@code default}. */
    record Case(int pos, int end, boolean isDefault, List<Expr> expressions, List<Stmt> body)
            implements Clause {}

    /** One case of a select; no communication in {@code default}. */
    record Comm(int pos, int end, @Nullable Stmt communication, List<Stmt> body)
            implements Clause {}
}
