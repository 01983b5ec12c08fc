package dev.stanch.trace.order;

import dev.stanch.io.FormatException;
import dev.stanch.trace.wire.Ev;

/** When goroutines can be created, start, stop, block and be woken. */
final class GoRules {
    private final Ordering order;

    GoRules(Ordering order) {
        this.order = order;
    }

    boolean create() throws FormatException {
        order.needThread();
        order.needProc();
        States.Go creator = order.goroutines.get(order.goroutine);
        if (creator != null && creator.status != GoState.WIRE_RUNNING) {
            throw order.broken("is of a goroutine that does not run");
        }
        long id = order.raw.a0;
        if (order.goroutines.get(id) != null) {
            throw order.broken("creates goroutine " + id + ", which there is already");
        }
        boolean blocked = order.raw.type == Ev.GO_CREATE_BLOCKED;
        int status = blocked ? GoState.WIRE_WAITING : GoState.WIRE_RUNNABLE;
        order.goroutines.put(id, new States.Go(status, order.generation.number()));
        return emit(GoState.NOT_EXIST, GoState.ofWire(status));
    }

    /** "Not yet" where it is not runnable yet. */
    boolean start() throws FormatException {
        RawEvent raw = order.raw;
        States.Go state = order.goroutines.get(raw.a0);
        if (state == null
                || state.status != GoState.WIRE_RUNNABLE
                || !state.isNext(order.generation.number(), raw.a1)) {
            return false;
        }
        order.needThread();
        order.needProc();
        order.needNoGoroutine();
        state.status = GoState.WIRE_RUNNING;
        state.sequence = raw.a1;
        order.newGoroutine = raw.a0;
        return emit(GoState.RUNNABLE, GoState.RUNNING);
    }

    /** It ends, yields or blocks by itself. */
    boolean stop() throws FormatException {
        order.needGoroutine();
        States.Go state = order.currentIn(GoState.WIRE_RUNNING);
        GoState after;
        if (order.raw.type == Ev.GO_DESTROY) {
            order.goroutines.remove(order.goroutine);
            after = GoState.NOT_EXIST;
        } else if (order.raw.type == Ev.GO_STOP) {
            state.status = GoState.WIRE_RUNNABLE;
            after = GoState.RUNNABLE;
        } else {
            state.status = GoState.WIRE_WAITING;
            after = GoState.WAITING;
        }
        order.newGoroutine = -1;
        return emit(GoState.RUNNING, after);
    }

    /**
     * "Not yet" where it does not wait yet. Anything can wake a goroutine, so nothing is needed.
     */
    boolean unblock() {
        RawEvent raw = order.raw;
        States.Go state = order.goroutines.get(raw.a0);
        if (state == null || !isWaiting(state)) {
            return false;
        }
        state.status = GoState.WIRE_RUNNABLE;
        state.sequence = raw.a1;
        return emit(GoState.WAITING, GoState.RUNNABLE);
    }

    private boolean isWaiting(States.Go state) {
        return state.status == GoState.WIRE_WAITING
                && state.isNext(order.generation.number(), order.raw.a1);
    }

    /**
     * A coroutine switch is three events: wake the other, block or end this one, start the other.
     */
    boolean change() throws FormatException {
        order.needGoroutine();
        RawEvent raw = order.raw;
        States.Go current = order.currentIn(GoState.WIRE_RUNNING);
        States.Go next = order.goroutines.get(raw.a0);
        if (next == null || !isWaiting(next)) {
            return false;
        }
        emit(GoState.WAITING, GoState.RUNNABLE);
        if (raw.type == Ev.GO_SWITCH) {
            current.status = GoState.WIRE_WAITING;
            emit(Ev.GO_BLOCK, GoState.RUNNING, GoState.WAITING);
        } else {
            order.goroutines.remove(order.goroutine);
            emit(Ev.GO_DESTROY, GoState.RUNNING, GoState.NOT_EXIST);
        }
        next.status = GoState.WIRE_RUNNING;
        next.sequence = raw.a1;
        order.newGoroutine = raw.a0;
        order.goroutine = -1;
        TraceEvent start = emit(Ev.GO_START, GoState.RUNNABLE, GoState.RUNNING);
        start.a0 = raw.a0;
        start.a1 = raw.a1;
        return true;
    }

    /** Each generation tells every goroutine's state anew. */
    boolean status() throws FormatException {
        RawEvent raw = order.raw;
        long id = raw.a0;
        if (raw.a2 < 0 || raw.a2 > GoState.WIRE_WAITING) {
            throw order.broken("has no status " + raw.a2);
        }
        int status = (int) raw.a2;
        GoState before = GoState.ofWire(status);
        States.Go state = order.goroutines.get(id);
        if (state != null) {
            if (state.status != status) {
                throw order.broken(
                        "says that goroutine "
                                + id
                                + " is "
                                + before.word()
                                + ", which was "
                                + GoState.ofWire(state.status).word());
            }
            state.generation = order.generation.number();
            state.sequence = 0;
        } else if (order.isFirstGeneration()) {
            order.goroutines.put(id, new States.Go(status, order.generation.number()));
            before = GoState.UNDETERMINED;
        } else {
            throw order.broken("is of goroutine " + id + ", which was never created");
        }
        if (status == GoState.WIRE_RUNNING) {
            order.newGoroutine = id;
        } else if (status == GoState.WIRE_SYSCALL) {
            inSyscall(id, raw.a1);
        }
        return emit(before, GoState.ofWire(status));
    }

    private void inSyscall(long id, long onThread) throws FormatException {
        if (onThread == -1) {
            throw order.broken("says that goroutine " + id + " is in a syscall without a thread");
        }
        if (onThread == order.thread) {
            if (!order.isFirstGeneration() && order.goroutine != id) {
                throw order.broken(
                        "is of goroutine " + id + ", but the thread has " + order.goroutine);
            }
            order.newGoroutine = id;
            return;
        }
        // It sits in the syscall for the whole generation, on a thread that tells nothing itself.
        States.Machine other = order.threads.get(onThread);
        if (other == null) {
            other = new States.Machine();
            other.goroutine = id;
            order.threads.put(onThread, other);
        } else if (other.goroutine != id) {
            throw order.broken(
                    "is of goroutine " + id + ", but thread " + onThread + " has another");
        } else {
            order.goroutine = id;
        }
        order.thread = onThread;
    }

    private boolean emit(GoState before, GoState after) {
        TraceEvent event = order.emit();
        event.goBefore = before;
        event.goAfter = after;
        return true;
    }

    private TraceEvent emit(int type, GoState before, GoState after) {
        TraceEvent event = order.emit(type);
        event.goBefore = before;
        event.goAfter = after;
        return event;
    }
}
