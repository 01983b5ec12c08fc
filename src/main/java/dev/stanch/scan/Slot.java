package dev.stanch.scan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that can hold a value: a variable, a field of all values of a struct type, the result
 * of a function, the elements of a collection, or an expression. Compared by identity.
 */
final class Slot {
    /** What a slot stands for. */
    enum Kind {
        GLOBAL,
        FIELD,
        VARIABLE,
        RESULT,
        ELEMENT,
        EXPRESSION
    }

    final Kind kind;

    /** For people: {@code main.cache}, {@code (*Hub).subscribers}, {@code ch}. */
    final String name;

    final @Nullable Variable variable;
    final List<Edge> out = new ArrayList<>(2);
    final List<Edge> in = new ArrayList<>(2);
    final List<Op> ops = new ArrayList<>(1);
    @Nullable Slot element;

    /** What this is a field of, when that has no named type. */
    @Nullable Slot base;

    Slot(Kind kind, String name, @Nullable Variable variable) {
        this.kind = kind;
        this.name = name;
        this.variable = variable;
    }

    /** What the elements of this collection (or the messages of this channel) hold. */
    Slot element() {
        if (element == null) {
            element = new Slot(Kind.ELEMENT, name + "[]", null);
            element.base = this;
        }
        return element;
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
