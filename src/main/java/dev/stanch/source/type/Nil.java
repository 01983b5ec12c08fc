package dev.stanch.source.type;

/** The predeclared nil. */
public final class Nil extends Symbol {
    Nil() {
        super("nil", null, -1, Basic.UNTYPED_NIL);
    }
}
