package dev.stanch.source.type;

import org.jspecify.annotations.Nullable;

/** A variable, parameter, result or field. */
public final class Variable extends Symbol {
    /** What kind of variable it is. */
    public enum Kind {
        PACKAGE,
        LOCAL,
        PARAMETER,
        RESULT,
        FIELD,
        EMBEDDED
    }

    private final Kind kind;

    Variable(String name, @Nullable GoPackage home, int pos, Type type, Kind kind) {
        super(name, home, pos, type);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public boolean isField() {
        return kind == Kind.FIELD || kind == Kind.EMBEDDED;
    }

    Variable with(Type other) {
        return new Variable(name(), home(), pos(), other, kind);
    }
}
