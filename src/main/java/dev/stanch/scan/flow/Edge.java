package dev.stanch.scan.flow;

import dev.stanch.scan.StoreKind;
import dev.stanch.scan.name.Func;
import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a value gets from one slot to another.
 *
 * @param how the view's name when the kind is {@code RESLICE}
 * @param store what kind of container when the kind is {@code STORE}
 * @param container the container that a {@code STORE} puts into
 */
public record Edge(
        Kind kind,
        Slot from,
        Slot to,
        @Nullable Func func,
        GoFile file,
        Node at,
        String how,
        @Nullable StoreKind store,
        @Nullable Slot container) {
    /** The ways. */
    public enum Kind {
        /** The same value. */
        COPY,
        /** The same value, as the result of the call at {@code at}. */
        RETURN,
        /** The same value, as an argument of the call at {@code at}. */
        ARGUMENT,
        /** A smaller view of the same memory. */
        RESLICE,
        /** The value becomes an element of a container. */
        STORE,
        /**
         * The target refers to the value (a struct to its field's value, a closure to what it
         * captures).
         */
        HELD
    }

    public int line() {
        return file.line(at);
    }
}
