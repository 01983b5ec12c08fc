package dev.stanch.source.type;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Questions about types that type sets answer too: all of a type parameter's types must agree. */
final class Kinds {
    private Kinds() {}

    static boolean all(Type type, Predicate<Basic> test) {
        if (type instanceof TypeParameter parameter) {
            List<Type.Term> terms = parameter.constraint().terms();
            return terms != null
                    && !terms.isEmpty()
                    && terms.stream().allMatch(term -> all(term.type(), test));
        }
        return type.underlying() instanceof Basic basic && test.test(basic);
    }

    static boolean isInterface(Type type) {
        return !(type instanceof TypeParameter) && type.underlying() instanceof InterfaceType;
    }

    /** The underlying type, of a type parameter the core type; null when there is none. */
    static @Nullable Type core(Type type) {
        return type instanceof TypeParameter parameter ? parameter.core() : type.underlying();
    }

    /** As {@link #core}, but a set of byte slices and strings has the core string. */
    static @Nullable Type coreOrString(Type type) {
        Type core = core(type);
        if (core == null && type instanceof TypeParameter parameter) {
            List<Type.Term> terms = parameter.constraint().terms();
            boolean bytes = terms != null && !terms.isEmpty();
            for (Type.Term term : terms == null ? List.<Type.Term>of() : terms) {
                Type under = term.type().underlying();
                bytes &=
                        under == Basic.STRING
                                || (under instanceof Type.Slice s
                                        && s.element().underlying() == Basic.UINT8);
            }
            return bytes ? Basic.STRING : null;
        }
        return core;
    }

    static Type defaultOf(Type type) {
        return switch (type) {
            case Basic.UNTYPED_BOOL -> Basic.BOOL;
            case Basic.UNTYPED_INT -> Basic.INT;
            case Basic.UNTYPED_RUNE -> Basic.INT32;
            case Basic.UNTYPED_FLOAT -> Basic.FLOAT64;
            case Basic.UNTYPED_COMPLEX -> Basic.COMPLEX128;
            case Basic.UNTYPED_STRING -> Basic.STRING;
            default -> type;
        };
    }

    /** Whether constants of the type exist. */
    static boolean isConstant(Type type) {
        return !(type instanceof TypeParameter)
                && type.underlying() instanceof Basic basic
                && basic != Basic.UNSAFE_POINTER
                && basic != Basic.UNKNOWN
                && basic != Basic.UNTYPED_NIL;
    }
}
