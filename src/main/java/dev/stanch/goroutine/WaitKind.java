package dev.stanch.goroutine;

import java.util.List;

/**
 * What a goroutine waits for. The dump's state tells it exactly; a goroutine profile tells it by
 * the runtime frames at the leaf, except that a nil channel looks there like any other channel.
 */
public enum WaitKind {
    CHAN_SEND("chan send"),
    CHAN_RECEIVE("chan receive"),
    NIL_CHAN_SEND("chan send (nil chan)"),
    NIL_CHAN_RECEIVE("chan receive (nil chan)"),
    SELECT("select"),
    SELECT_NO_CASES("select (no cases)"),
    MUTEX_LOCK("sync.Mutex.Lock"),
    RWMUTEX_RLOCK("sync.RWMutex.RLock"),
    RWMUTEX_LOCK("sync.RWMutex.Lock"),
    WAIT_GROUP("sync.WaitGroup.Wait"),
    COND_WAIT("sync.Cond.Wait"),
    SEMACQUIRE("semacquire"),
    IO_WAIT("IO wait"),
    SLEEP("sleep"),
    SYSCALL("syscall"),
    /** An {@code iter.Pull} iterator that waits for its next {@code next} or {@code stop}. */
    COROUTINE("coroutine"),
    /** Running, runnable or preempted: it is not blocked. */
    RUNNING("running"),
    FINALIZER("finalizer wait"),
    /** The runtime's own work, such as GC workers. */
    RUNTIME("runtime"),
    OTHER("waiting");

    private final String goName;

    WaitKind(String goName) {
        this.goName = goName;
    }

    /** Go's words for it, as a dump prints them; the wait reason where there is one. */
    public String goName() {
        return goName;
    }

    /** Nothing can ever end this wait. */
    public boolean certainLeak() {
        return switch (this) {
            case NIL_CHAN_SEND, NIL_CHAN_RECEIVE, SELECT_NO_CASES -> true;
            default -> false;
        };
    }

    /** It queues for a mutex. */
    public boolean isLock() {
        return this == MUTEX_LOCK || this == RWMUTEX_LOCK || this == RWMUTEX_RLOCK;
    }

    /** The runtime's own waiting, which is never a leak. */
    public boolean benign() {
        return this == FINALIZER || this == RUNTIME;
    }

    /**
     * The kind for a state as a dump prints it. Knows the wait reasons of Go 1.10 to 1.27 and the
     * goroutine statuses; {@code OTHER} for anything else. Before Go 1.20 mutexes, and before Go
     * 1.25 WaitGroups, wait as {@code SEMACQUIRE}; {@link #ofStack} over the frames tells more.
     */
    public static WaitKind ofState(String state) {
        return WaitReasons.kind(state);
    }

    /**
     * The kind for a stack of a goroutine profile (the protobuf of {@code debug=0}). It tells
     * neither a nil channel from another one, nor a goroutine that was just woken from one that
     * waits: for both the dump is needed. The text of {@code debug=1} hides the runtime's frames,
     * so that a goroutine that waits on a channel looks like a running one there.
     *
     * @param functionNames leaf first, with the runtime's frames and with inlined calls
     */
    public static WaitKind ofStack(List<String> functionNames) {
        return WaitStacks.kind(functionNames);
    }
}
