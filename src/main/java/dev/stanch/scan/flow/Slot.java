package dev.stanch.scan.flow;

import dev.stanch.scan.name.Variable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that can hold a value: a variable, a field of all values of a struct type, the result
 * of a function, the elements of a collection, or an expression. Compared by identity.
 */
public final class Slot {
    /** What a slot stands for. */
    public enum Kind {
        GLOBAL,
        FIELD,
        VARIABLE,
        RESULT,
        ELEMENT,
        EXPRESSION
    }

    public final Kind kind;

    /** For people: {@code main.cache}, {@code (*Hub).subscribers}, {@code ch}. */
    public final String name;

    public final @Nullable Variable variable;
    public final List<Edge> out = new ArrayList<>(2);
    public final List<Edge> in = new ArrayList<>(2);
    public final List<Op> ops = new ArrayList<>(1);
    private @Nullable Slot element;

    @Nullable Slot base;

    Slot(Kind kind, String name, @Nullable Variable variable) {
        this.kind = kind;
        this.name = name;
        this.variable = variable;
    }

    /** What this is an element of, or a field of when that has no named type. */
    public @Nullable Slot base() {
        return base;
    }

    /** What the elements hold, null when nothing speaks of an element. */
    public @Nullable Slot knownElement() {
        return element;
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
