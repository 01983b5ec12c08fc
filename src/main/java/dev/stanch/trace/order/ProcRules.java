package dev.stanch.trace.order;

import dev.stanch.io.FormatException;

/** When processors can start, stop and be stolen. */
final class ProcRules {
    private final Ordering order;

    ProcRules(Ordering order) {
        this.order = order;
    }

    /** "Not yet" where the processor is not idle yet, or still ours in a syscall. */
    boolean start() throws FormatException {
        RawEvent raw = order.raw;
        States.Proc state = order.procs.get(raw.a0);
        if (state == null
                || state.status != ProcState.WIRE_IDLE
                || !state.isNext(order.generation.number(), raw.a1)
                || order.proc != -1) {
            return false;
        }
        order.needThread();
        state.status = ProcState.WIRE_RUNNING;
        state.sequence = raw.a1;
        order.newProc = raw.a0;
        return emit(ProcState.IDLE, ProcState.RUNNING);
    }

    boolean stop() throws FormatException {
        States.Proc state = order.currentProc();
        if (state.status != ProcState.WIRE_RUNNING && state.status != ProcState.WIRE_SYSCALL) {
            throw order.broken("is of a processor that does not run");
        }
        order.needThread();
        order.needProc();
        state.status = ProcState.WIRE_IDLE;
        order.newProc = -1;
        return emit(ProcState.RUNNING, ProcState.IDLE);
    }

    /** "Not yet" where the processor is not in the syscall yet that it is stolen from. */
    boolean steal() throws FormatException {
        RawEvent raw = order.raw;
        long id = raw.a0;
        States.Proc state = order.procs.get(id);
        boolean stealable =
                state != null
                        && (state.status == ProcState.WIRE_SYSCALL
                                || state.status == ProcState.WIRE_ABANDONED);
        if (state == null || !stealable || !state.isNext(order.generation.number(), raw.a1)) {
            return false;
        }
        order.needThread();
        int before = state.status;
        state.status = ProcState.WIRE_IDLE;
        state.sequence = raw.a1;
        if (before == ProcState.WIRE_ABANDONED) {
            // Whose it was is not known: that thread may have moved on.
            return emit(ProcState.IDLE, ProcState.IDLE);
        }
        long victim = raw.a2;
        if (victim == order.thread) {
            if (order.proc != id) {
                throw order.broken(
                        "takes processor " + id + " from a thread that has " + order.proc);
            }
            order.newProc = -1;
            return emit(ProcState.RUNNING, ProcState.IDLE);
        }
        States.Machine other = order.threads.get(victim);
        if (other == null || other.proc != id) {
            throw order.broken(
                    "takes processor "
                            + id
                            + " from thread "
                            + victim
                            + ", which does not have it");
        }
        // The other thread cannot leave its syscall before it has lost its processor.
        other.proc = -1;
        return emit(ProcState.RUNNING, ProcState.IDLE);
    }

    boolean status() throws FormatException {
        RawEvent raw = order.raw;
        long id = raw.a0;
        if (raw.a1 < 0 || raw.a1 > ProcState.WIRE_ABANDONED) {
            throw order.broken("has no status " + raw.a1);
        }
        int status = (int) raw.a1;
        int shown = status;
        ProcState before = ProcState.ofWire(status);
        States.Proc state = order.procs.get(id);
        if (state != null) {
            if (status == ProcState.WIRE_ABANDONED && state.status == ProcState.WIRE_SYSCALL) {
                // It is about to be stolen, and we know from whom.
                before = ProcState.RUNNING;
                shown = ProcState.WIRE_SYSCALL;
            } else if (status == ProcState.WIRE_ABANDONED
                    && state.status == ProcState.WIRE_ABANDONED) {
                before = ProcState.IDLE;
            } else if (state.status != status) {
                throw order.broken("contradicts what processor " + id + " did before");
            }
            state.generation = order.generation.number();
            state.sequence = 0;
        } else {
            order.procs.put(id, new States.Proc(status, order.generation.number()));
            before = order.isFirstGeneration() ? ProcState.UNDETERMINED : ProcState.NOT_EXIST;
        }
        if (status == ProcState.WIRE_RUNNING || status == ProcState.WIRE_SYSCALL) {
            order.newProc = id;
        }
        if (status == ProcState.WIRE_ABANDONED && before == ProcState.RUNNING) {
            showAsOfItsThread(id);
        }
        return emit(before, ProcState.ofWire(shown));
    }

    /** Another thread tells of it: the event belongs where it still runs. */
    private void showAsOfItsThread(long id) throws FormatException {
        boolean[] found = {false};
        long[] context = {order.thread, order.goroutine};
        order.threads.forEach((thread, state) -> {
            if (state.proc == id) {
                context[0] = thread;
                context[1] = state.goroutine;
                found[0] = true;
            }
        });
        if (!found[0]) {
            throw order.broken("is of processor " + id + ", which no thread has");
        }
        order.thread = context[0];
        order.proc = id;
        order.goroutine = context[1];
    }

    private boolean emit(ProcState before, ProcState after) {
        TraceEvent event = order.emit();
        event.procBefore = before;
        event.procAfter = after;
        return true;
    }
}
