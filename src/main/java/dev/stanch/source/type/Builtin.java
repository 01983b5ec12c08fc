package dev.stanch.source.type;

/** A predeclared function, or one of package unsafe. */
public final class Builtin extends Symbol {
    Builtin(String name) {
        super(name, null, -1, Basic.UNKNOWN);
    }
}
