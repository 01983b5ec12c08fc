package dev.stanch.scan.flow;

import dev.stanch.scan.CodeLine;
import dev.stanch.scan.name.Func;
import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import org.jspecify.annotations.Nullable;

/** Something that the code does to the value of a slot. */
public record Op(Kind kind, Slot slot, @Nullable Func func, GoFile file, Node at, String detail) {
    /** What is done. */
    public enum Kind {
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

    public int line() {
        return file.line(at);
    }

    public CodeLine codeLine() {
        return func == null
                ? new CodeLine("init", file.name(), line(), file.trimmedLine(line()))
                : func.codeLine(at);
    }
}
