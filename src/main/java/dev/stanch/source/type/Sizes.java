package dev.stanch.source.type;

import java.util.List;

/** Sizes and alignments as the gc compiler lays types out on 64-bit machines; negative: unknown. */
final class Sizes {
    private static final int MAX_DEPTH = 100;

    private Sizes() {}

    static long size(Type type) {
        return size(type, 0);
    }

    private static long size(Type type, int depth) {
        if (depth > MAX_DEPTH || type instanceof TypeParameter) {
            return -1;
        }
        return switch (type.underlying()) {
            case Basic basic -> basic == Basic.UNKNOWN ? -1 : basic.size();
            case Type.Slice s -> 24;
            case InterfaceType i -> 16;
            case Type.Array a -> {
                long element = size(a.element(), depth + 1);
                yield element < 0
                                || a.length() < 0
                                || (element > 0 && a.length() > Long.MAX_VALUE / element)
                        ? -1
                        : element * a.length();
            }
            case StructType s -> offset(s.fields(), s.fields().size(), depth);
            default -> 8;
        };
    }

    static long align(Type type) {
        return align(type, 0);
    }

    private static long align(Type type, int depth) {
        if (depth > MAX_DEPTH) {
            return 8;
        }
        return switch (type.underlying()) {
            case Basic.STRING, Basic.COMPLEX128, Basic.UNKNOWN -> 8;
            case Basic.COMPLEX64 -> 4;
            case Basic basic -> Math.min(8, basic.size());
            case Type.Array a -> align(a.element(), depth + 1);
            case StructType s -> {
                long most = 1;
                for (Variable field : s.fields()) {
                    most = Math.max(most, align(field.type(), depth + 1));
                }
                yield most;
            }
            default -> 8;
        };
    }

    static long offset(List<Variable> fields, int which) {
        return offset(fields, which, 0);
    }

    /** Where a field begins; for the number of fields the struct's size. */
    private static long offset(List<Variable> fields, int which, int depth) {
        long at = 0;
        long most = 1;
        long last = -1;
        for (int i = 0; i < fields.size(); i++) {
            Type type = fields.get(i).type();
            long align = align(type, depth + 1);
            most = Math.max(most, align);
            at = (at + align - 1) / align * align;
            if (i == which) {
                return at;
            }
            last = size(type, depth + 1);
            if (last < 0) {
                return -1;
            }
            at += last;
        }
        // a last field of no size gets a byte, so that its address is inside
        at += last == 0 && at > 0 ? 1 : 0;
        return (at + most - 1) / most * most;
    }
}
