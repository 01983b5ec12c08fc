package dev.stanch.trace.summary;

import dev.stanch.trace.order.GoState;
import java.util.HashMap;
import java.util.Map;

/** {@link Spent} in the making: of a goroutine first, then of its kind. */
final class SpentSums {
    static final String FOREVER = "forever";

    private long running;
    private long runnable;
    private long calling;
    private long callingBlocked;
    private final Map<String, Long> blocked = new HashMap<>(2);

    /**
     * A time in one state ends.
     *
     * @param lostProc when a system call lost its processor; -1 for never
     */
    void add(GoState state, String reason, long since, long now, long lostProc) {
        switch (state) {
            case RUNNING -> running += now - since;
            case RUNNABLE -> runnable += now - since;
            case WAITING -> {
                if (!reason.equals(FOREVER)) {
                    blocked.merge(reason, now - since, Long::sum);
                }
            }
            case SYSCALL -> {
                long lost = lostProc < 0 ? now : lostProc;
                calling += lost - since;
                callingBlocked += now - lost;
            }
            case UNDETERMINED, NOT_EXIST -> {
                // It is not there.
            }
        }
    }

    /** A system call that the end of the trace cuts: Go counts its blocked part as runnable. */
    void cut(long since, long end, long lostProc) {
        calling += end - since;
        runnable += lostProc < 0 ? 0 : end - lostProc;
    }

    void add(SpentSums other) {
        running += other.running;
        runnable += other.runnable;
        calling += other.calling;
        callingBlocked += other.callingBlocked;
        other.blocked.forEach((reason, nanos) -> blocked.merge(reason, nanos, Long::sum));
    }

    Spent finished() {
        return new Spent(running, runnable, calling, callingBlocked, blocked);
    }
}
