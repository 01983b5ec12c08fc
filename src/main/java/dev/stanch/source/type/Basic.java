package dev.stanch.source.type;

/** Predeclared types without a structure, the untyped ones, and the type that is not known. */
public enum Basic implements Type {
    UNKNOWN("invalid type"),
    BOOL("bool"),
    INT("int"),
    INT8("int8"),
    INT16("int16"),
    INT32("int32"),
    INT64("int64"),
    UINT("uint"),
    UINT8("uint8"),
    UINT16("uint16"),
    UINT32("uint32"),
    UINT64("uint64"),
    UINTPTR("uintptr"),
    FLOAT32("float32"),
    FLOAT64("float64"),
    COMPLEX64("complex64"),
    COMPLEX128("complex128"),
    STRING("string"),
    UNSAFE_POINTER("unsafe.Pointer"),
    UNTYPED_BOOL("untyped bool"),
    UNTYPED_INT("untyped int"),
    UNTYPED_RUNE("untyped rune"),
    UNTYPED_FLOAT("untyped float"),
    UNTYPED_COMPLEX("untyped complex"),
    UNTYPED_STRING("untyped string"),
    UNTYPED_NIL("untyped nil");

    private final String spelling;

    Basic(String spelling) {
        this.spelling = spelling;
    }

    public String spelling() {
        return spelling;
    }

    public boolean isUntyped() {
        return compareTo(UNTYPED_BOOL) >= 0;
    }

    public boolean isInteger() {
        return (compareTo(INT) >= 0 && compareTo(UINTPTR) <= 0)
                || this == UNTYPED_INT
                || this == UNTYPED_RUNE;
    }

    public boolean isUnsigned() {
        return compareTo(UINT) >= 0 && compareTo(UINTPTR) <= 0;
    }

    public boolean isFloat() {
        return this == FLOAT32 || this == FLOAT64 || this == UNTYPED_FLOAT;
    }

    public boolean isComplex() {
        return this == COMPLEX64 || this == COMPLEX128 || this == UNTYPED_COMPLEX;
    }

    public boolean isNumeric() {
        return isInteger() || isFloat() || isComplex();
    }

    public boolean isString() {
        return this == STRING || this == UNTYPED_STRING;
    }

    public boolean isBoolean() {
        return this == BOOL || this == UNTYPED_BOOL;
    }

    /** Size in bytes on 64-bit machines. */
    int size() {
        return switch (this) {
            case BOOL, INT8, UINT8 -> 1;
            case INT16, UINT16 -> 2;
            case INT32, UINT32, FLOAT32 -> 4;
            case COMPLEX128, STRING -> 16;
            default -> 8;
        };
    }
}
