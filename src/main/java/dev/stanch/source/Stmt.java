package dev.stanch.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements. */
public sealed interface Stmt extends Node {
    /** Something that is no statement. */
    record Bad(int pos, int end) implements Stmt {}

    record Empty(int pos, int end) implements Stmt {}

    record Declaration(int pos, int end, Decl.Gen declaration) implements Stmt {}

    record Labeled(int pos, int end, Expr.Ident label, Stmt statement) implements Stmt {}

    record Expression(int pos, int end, Expr expression) implements Stmt {}

    record Send(int pos, int end, Expr channel, Expr value) implements Stmt {}

    record IncDec(int pos, int end, Expr operand, Token operator) implements Stmt {}

    /** {@code =}, {@code :=} and the operators with {@code =}. */
    record Assign(int pos, int end, List<Expr> left, Token operator, List<Expr> right)
            implements Stmt {}

    record Go(int pos, int end, Expr call) implements Stmt {}

    record Defer(int pos, int end, Expr call) implements Stmt {}

    record Return(int pos, int end, List<Expr> results) implements Stmt {}

    /** break, continue, goto, fallthrough. */
    record Branch(int pos, int end, Token keyword, Expr.@Nullable Ident label) implements Stmt {}

    record Block(int pos, int end, List<Stmt> statements) implements Stmt {}

    record If(
            int pos,
            int end,
            @Nullable Stmt init,
            Expr condition,
            Block then,
            @Nullable Stmt otherwise)
            implements Stmt {}

    record Switch(
            int pos, int end, @Nullable Stmt init, @Nullable Expr tag, List<Clause.Case> clauses)
            implements Stmt {}

    record TypeSwitch(
            int pos,
            int end,
            @Nullable Stmt init,
            Expr.@Nullable Ident binding,
            Expr subject,
            List<Clause.Case> clauses)
            implements Stmt {}

    record Select(int pos, int end, List<Clause.Comm> clauses) implements Stmt {}

    record For(
            int pos,
            int end,
            @Nullable Stmt init,
            @Nullable Expr condition,
            @Nullable Stmt post,
            Block body)
            implements Stmt {}

    record Range(
            int pos,
            int end,
            @Nullable Expr key,
            @Nullable Expr value,
            boolean defines,
            Expr subject,
            Block body)
            implements Stmt {}
}
