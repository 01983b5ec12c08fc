package dev.stanch.trace.order;

import dev.stanch.io.FormatException;
import dev.stanch.trace.wire.Ev;

/** When goroutines can enter and leave system calls, and C code can call in. */
final class SyscallRules {
    private final Ordering order;

    SyscallRules(Ordering order) {
        this.order = order;
    }

    boolean begin() throws FormatException {
        order.needGoroutine();
        States.Go state = order.currentIn(GoState.WIRE_RUNNING);
        States.Proc proc = order.currentProc();
        // The number tells which syscall a thief means when clocks are wrong.
        if (!proc.isNext(order.generation.number(), order.raw.a0)) {
            throw order.broken("does not follow what its processor did before");
        }
        state.status = GoState.WIRE_SYSCALL;
        proc.status = ProcState.WIRE_SYSCALL;
        proc.sequence = order.raw.a0;
        return emit(GoState.RUNNING, GoState.SYSCALL);
    }

    boolean end() throws FormatException {
        order.needGoroutine();
        States.Go state = order.currentIn(GoState.WIRE_SYSCALL);
        States.Proc proc = order.currentProc();
        if (proc.status != ProcState.WIRE_SYSCALL) {
            throw order.broken("is of a processor that is in no syscall");
        }
        state.status = GoState.WIRE_RUNNING;
        proc.status = ProcState.WIRE_RUNNING;
        return emit(GoState.SYSCALL, GoState.RUNNING);
    }

    /** "Not yet" while the thread has the processor that it is going to lose. */
    boolean endBlocked() throws FormatException {
        if (order.proc != -1 && order.currentProc().status == ProcState.WIRE_SYSCALL) {
            return false;
        }
        order.needThread();
        order.needBareGoroutine();
        States.Go state = order.currentIn(GoState.WIRE_SYSCALL);
        order.newGoroutine = -1;
        state.status = GoState.WIRE_RUNNABLE;
        return emit(GoState.SYSCALL, GoState.RUNNABLE);
    }

    /** C code calls Go: a goroutine appears. */
    boolean create() throws FormatException {
        order.needThread();
        order.needNoGoroutine();
        long id = order.raw.a0;
        if (order.goroutines.get(id) != null) {
            throw order.broken("creates goroutine " + id + ", which there is already");
        }
        order.goroutines.put(id, new States.Go(GoState.WIRE_SYSCALL, order.generation.number()));
        order.newGoroutine = id;
        return emit(GoState.NOT_EXIST, GoState.SYSCALL);
    }

    /** Go returns to C code. The thread's id may be used again, so its processor is let go of. */
    boolean destroy() throws FormatException {
        order.needThread();
        order.needBareGoroutine();
        order.currentIn(GoState.WIRE_SYSCALL);
        order.goroutines.remove(order.goroutine);
        order.newGoroutine = -1;
        if (order.proc != -1) {
            States.Proc proc = order.currentProc();
            if (proc.status != ProcState.WIRE_SYSCALL) {
                throw order.broken("is of a processor that is in no syscall");
            }
            proc.status = ProcState.WIRE_ABANDONED;
            order.newProc = -1;
            TraceEvent steal = order.emit(Ev.PROC_STEAL);
            steal.a0 = order.proc;
            steal.procBefore = ProcState.RUNNING;
            steal.procAfter = ProcState.IDLE;
        }
        return emit(GoState.SYSCALL, GoState.NOT_EXIST);
    }

    private boolean emit(GoState before, GoState after) {
        TraceEvent event = order.emit();
        event.goBefore = before;
        event.goAfter = after;
        return true;
    }
}
