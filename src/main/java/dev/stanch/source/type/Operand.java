package dev.stanch.source.type;

import dev.stanch.source.constant.Constant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an expression is.
 *
 * @param value of a constant when it is known
 * @param symbol what the name stands for, for names and what they are imported from
 */
public record Operand(Mode mode, Type type, @Nullable Constant value, @Nullable Symbol symbol) {
    /** Kinds of operands. */
    public enum Mode {
        /** A call without results. */
        NOTHING,
        BUILTIN,
        TYPE,
        CONSTANT,
        VARIABLE,
        MAP_INDEX,
        VALUE,
        /** A value that may be asked whether it is there: {@code v, ok := <-c}. */
        COMMA_OK,
        UNKNOWN
    }

    static final Operand UNKNOWN = new Operand(Mode.UNKNOWN, Basic.UNKNOWN, null, null);

    static final Operand NOTHING = new Operand(Mode.NOTHING, new Type.Tuple(List.of()), null, null);

    static Operand value(Type type) {
        return new Operand(Mode.VALUE, type, null, null);
    }

    static Operand variable(Type type) {
        return new Operand(Mode.VARIABLE, type, null, null);
    }

    static Operand type(Type type) {
        return new Operand(Mode.TYPE, type, null, null);
    }

    static Operand constant(Type type, @Nullable Constant value) {
        return new Operand(Mode.CONSTANT, type, value, null);
    }

    Operand with(Type other) {
        return new Operand(mode, other, value, symbol);
    }

    boolean isConstant() {
        return mode == Mode.CONSTANT;
    }

    boolean isType() {
        return mode == Mode.TYPE;
    }

    boolean isUntyped() {
        return type instanceof Basic basic && basic.isUntyped();
    }

    boolean isNil() {
        return type == Basic.UNTYPED_NIL;
    }
}
