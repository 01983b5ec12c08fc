package dev.stanch.goroutine;

/**
 * The words in a dump's brackets: wait reasons ({@code waitReasonStrings} in Go's {@code
 * runtime/runtime2.go}; literals at the calls of {@code gopark} in Go 1.10) and statuses ({@code
 * gStatusStrings} in {@code runtime/traceback.go}).
 */
final class WaitReasons {
    private WaitReasons() {}

    static WaitKind kind(String state) {
        return switch (withoutMarks(state)) {
            case "chan send" -> WaitKind.CHAN_SEND;
            case "chan receive" -> WaitKind.CHAN_RECEIVE;
            case "chan send (nil chan)" -> WaitKind.NIL_CHAN_SEND;
            case "chan receive (nil chan)" -> WaitKind.NIL_CHAN_RECEIVE;
            case "select" -> WaitKind.SELECT;
            case "select (no cases)" -> WaitKind.SELECT_NO_CASES;
            case "sync.Mutex.Lock" -> WaitKind.MUTEX_LOCK;
            case "sync.RWMutex.RLock" -> WaitKind.RWMUTEX_RLOCK;
            case "sync.RWMutex.Lock" -> WaitKind.RWMUTEX_LOCK;
            case "sync.WaitGroup.Wait" -> WaitKind.WAIT_GROUP;
            case "sync.Cond.Wait" -> WaitKind.COND_WAIT;
            case "semacquire", "semarelease" -> WaitKind.SEMACQUIRE;
            case "IO wait" -> WaitKind.IO_WAIT;
            case "sleep" -> WaitKind.SLEEP;
            case "syscall" -> WaitKind.SYSCALL;
            case "coroutine" -> WaitKind.COROUTINE;
            case "running", "runnable", "preempted", "copystack" -> WaitKind.RUNNING;
            case "finalizer wait", "cleanup wait" -> WaitKind.FINALIZER;
            case "GC assist marking",
                    "GC assist wait",
                    "GC sweep wait",
                    "GC scavenge wait",
                    "GC worker (idle)",
                    "GC worker (active)",
                    "GC mark termination",
                    "GC weak to strong wait",
                    "GOMAXPROCS updater (idle)",
                    "dumping heap",
                    "garbage collection",
                    "garbage collection scan",
                    "force gc (idle)",
                    "wait for GC cycle",
                    "timer goroutine (idle)",
                    "trace reader (blocked)",
                    "trace goroutine status",
                    "trace proc status",
                    "page trace flush",
                    "flushing proc caches",
                    "stopping the world",
                    "debug call",
                    "panicwait",
                    "idle",
                    "dead",
                    "waiting for cgo callback" ->
                    WaitKind.RUNTIME;
            default -> WaitKind.OTHER;
        };
    }

    private static String withoutMarks(String state) {
        String bare = state;
        for (String mark : new String[] {" (scan)", " (durable)", " (leaked)"}) {
            if (bare.endsWith(mark)) {
                bare = bare.substring(0, bare.length() - mark.length());
            }
        }
        return bare;
    }
}
