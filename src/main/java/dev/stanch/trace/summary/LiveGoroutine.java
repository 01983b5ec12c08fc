package dev.stanch.trace.summary;

import dev.stanch.trace.order.GoState;
import dev.stanch.trace.wire.Frame;
import java.util.List;

/** A goroutine that lives, while events come. */
final class LiveGoroutine {
    Kind kind;
    final long begun;

    /** Whether the trace found it running. */
    final boolean isBefore;

    GoState state;
    long since;
    String reason = "";
    List<Frame> stack = List.of();
    long assistBegun = -1;
    long stopBegun = -1;
    String stopKind = "";
    final SpentSums spent = new SpentSums();

    /** The processor that its system call began with, and when that was lost; -1 for neither. */
    long callProc = -1;

    long lostProc = -1;

    LiveGoroutine(Kind kind, long begun, boolean isBefore, GoState state) {
        this.kind = kind;
        this.begun = begun;
        this.isBefore = isBefore;
        this.state = state;
        this.since = begun;
    }
}
