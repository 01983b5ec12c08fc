package dev.stanch.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Expressions and types; Go's grammar cannot always tell them apart. */
public sealed interface Expr extends Node {
    /** Something that is no expression. */
    record Bad(int pos, int end) implements Expr {}

    record Ident(int pos, int end, String name) implements Expr {}

    record Literal(int pos, int end, Token kind, String text) implements Expr {}

    /** {@code T{…}}; the type is missing inside another literal. */
    record Composite(int pos, int end, @Nullable Expr type, List<Expr> elements) implements Expr {}

    record FuncLit(int pos, int end, FuncType type, Stmt.Block body) implements Expr {}

    record Paren(int pos, int end, Expr inner) implements Expr {}

    record Selector(int pos, int end, Expr operand, Ident name) implements Expr {}

    /** Index or instantiation. */
    record Index(int pos, int end, Expr operand, List<Expr> indices) implements Expr {}

    record Slice(
            int pos,
            int end,
            Expr operand,
            @Nullable Expr low,
            @Nullable Expr high,
            @Nullable Expr max)
            implements Expr {}

    /** {@code x.(T)}; the type is missing in {@code x.(type)}. */
    record TypeAssert(int pos, int end, Expr operand, @Nullable Expr type) implements Expr {}

    record Call(int pos, int end, Expr function, List<Expr> arguments, boolean spread)
            implements Expr {}

    /** {@code *x}: dereference or pointer type. */
    record Star(int pos, int end, Expr operand) implements Expr {}

    record Unary(int pos, int end, Token operator, Expr operand) implements Expr {}

    record Binary(int pos, int end, Token operator, Expr left, Expr right) implements Expr {}

    record KeyValue(int pos, int end, Expr key, Expr value) implements Expr {}

    /** {@code ...T}, and {@code [...]} as an array's length. */
    record Ellipsis(int pos, int end, @Nullable Expr element) implements Expr {}

    /** Array, or slice when the length is missing. */
    record ArrayType(int pos, int end, @Nullable Expr length, Expr element) implements Expr {}

    record StructType(int pos, int end, List<Field> fields) implements Expr {}

    record FuncType(
            int pos,
            int end,
            List<Field> typeParameters,
            List<Field> parameters,
            List<Field> results)
            implements Expr {}

    record InterfaceType(int pos, int end, List<Field> members) implements Expr {}

    record MapType(int pos, int end, Expr key, Expr value) implements Expr {}

    record ChanType(int pos, int end, Direction direction, Expr element) implements Expr {}

    /** What a channel type allows. */
    enum Direction {
        BOTH,
        SEND,
        RECEIVE
    }
}
