package dev.stanch.scan;

import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import org.jspecify.annotations.Nullable;

/** Something that the code does to the value of a slot. */
record Op(Kind kind, Slot slot, @Nullable Func func, GoFile file, Node at, String detail) {
    /** What is done. */
    enum Kind {
        MAKE,
        CONSTRUCT,
        CLOSE,
        SEND,
        RECEIVE,
        TIMER,
        STOP,
        CANCEL,
        INVOKE,
        INSERT,
        REMOVE,
        FINALIZER,
        DEADLINE,
        ESCAPE
    }

    int line() {
        return file.line(at);
    }

    CodeLine codeLine() {
        return func == null
                ? new CodeLine("init", file.name(), line(), file.trimmedLine(line()))
                : func.codeLine(at);
    }
}
