package dev.stanch.source.type;

import org.jspecify.annotations.Nullable;

/**
 * What a name stands for. Those of packages find their type when it is first asked for, so that a
 * dependency costs only what is used of it.
 */
public abstract sealed class Symbol
        permits PackageName, ConstantName, TypeName, Variable, Function, Builtin, Nil {
    private final String name;
    private final @Nullable GoPackage home;
    private final int pos;
    private Type type;
    private @Nullable Runnable pending;

    Symbol(String name, @Nullable GoPackage home, int pos, Type type) {
        this.name = name;
        this.home = home;
        this.pos = pos;
        this.type = type;
    }

    public String name() {
        return name;
    }

    /** The package that declares it; null for predeclared names. */
    public @Nullable GoPackage home() {
        return home;
    }

    /** Offset of the declaring name in its file. */
    public int pos() {
        return pos;
    }

    public boolean isExported() {
        return !name.isEmpty() && Character.isUpperCase(name.codePointAt(0));
    }

    /** The name, made distinct for names that are not exported of different packages. */
    String key() {
        GoPackage of = home;
        return isExported() || of == null ? name : of.path() + "." + name;
    }

    void later(Runnable work) {
        pending = work;
    }

    final void resolve() {
        Runnable work = pending;
        if (work != null) {
            pending = null;
            work.run();
        }
    }

    void type(Type found) {
        type = found;
    }

    public Type type() {
        resolve();
        return type;
    }

    @Override
    public String toString() {
        return name;
    }
}
