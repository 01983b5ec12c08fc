package dev.stanch.goroutine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a goroutine waits for, read off the innermost frames of its stack. Walks from the leaf
 * through the frames of the runtime and of {@code sync} to the first that settles it. Which
 * function parks with which reason: Go's {@code runtime/chan.go}, {@code select.go}, {@code
 * sema.go}, {@code netpoll.go}, {@code time.go}, {@code coro.go}, {@code mfinal.go}.
 */
final class WaitStacks {
    private WaitStacks() {}

    static WaitKind kind(List<String> functionNames) {
        boolean parked = false;
        boolean semaphore = false;
        for (String function : functionNames) {
            WaitKind settled = settles(function);
            if (settled != null) {
                return settled;
            }
            if (function.equals("runtime.gopark") || function.equals("runtime.goparkunlock")) {
                parked = true;
            } else if (isSemaphore(function)) {
                semaphore = true;
            } else if (!isPlumbing(function)) {
                break;
            }
        }
        if (semaphore) {
            return WaitKind.SEMACQUIRE;
        }
        return parked || functionNames.isEmpty() ? WaitKind.OTHER : WaitKind.RUNNING;
    }

    private static @Nullable WaitKind settles(String function) {
        return switch (function) {
            case "runtime.chansend", "runtime.chansend1" -> WaitKind.CHAN_SEND;
            case "runtime.chanrecv", "runtime.chanrecv1", "runtime.chanrecv2" ->
                    WaitKind.CHAN_RECEIVE;
            case "runtime.selectgo" -> WaitKind.SELECT;
            case "runtime.block" -> WaitKind.SELECT_NO_CASES;
            case "sync.(*Mutex).Lock",
                    "sync.(*Mutex).lockSlow",
                    "internal/sync.(*Mutex).Lock",
                    "internal/sync.(*Mutex).lockSlow" ->
                    WaitKind.MUTEX_LOCK;
            case "sync.runtime_SemacquireRWMutexR", "sync.(*RWMutex).RLock" ->
                    WaitKind.RWMUTEX_RLOCK;
            case "sync.runtime_SemacquireRWMutex", "sync.(*RWMutex).Lock" -> WaitKind.RWMUTEX_LOCK;
            case "sync.runtime_SemacquireWaitGroup", "sync.(*WaitGroup).Wait" ->
                    WaitKind.WAIT_GROUP;
            case "sync.runtime_notifyListWait", "sync.(*Cond).Wait" -> WaitKind.COND_WAIT;
            case "runtime.netpollblock", "internal/poll.runtime_pollWait" -> WaitKind.IO_WAIT;
            case "time.Sleep", "runtime.timeSleep" -> WaitKind.SLEEP;
            case "runtime.coroswitch", "runtime.coroswitch_m", "runtime.corostart" ->
                    WaitKind.COROUTINE;
            case "runtime.cgocall", "runtime.notetsleepg", "os/signal.signal_recv" ->
                    WaitKind.SYSCALL;
            case "runtime.runfinq", "runtime.runFinalizers", "runtime.runCleanups" ->
                    WaitKind.FINALIZER;
            case "runtime.asyncPreempt",
                    "runtime.asyncPreempt2",
                    "runtime.Gosched",
                    "runtime.goroutineProfileWithLabels",
                    "runtime/pprof.runtime_goroutineProfileWithLabels",
                    "runtime/pprof.runtime_goroutineLeakGC" ->
                    WaitKind.RUNNING;
            case "runtime.gcBgMarkWorker",
                    "runtime.bgsweep",
                    "runtime.bgscavenge",
                    "runtime.forcegchelper",
                    "runtime.updateMaxProcsGoroutine",
                    "runtime.gcParkAssist",
                    "runtime.gcWaitOnMark",
                    "runtime.stopTheWorld",
                    "runtime.timerproc",
                    "runtime.ReadTrace",
                    "runtime.readTrace0" ->
                    WaitKind.RUNTIME;
            default -> isSystemCall(function) ? WaitKind.SYSCALL : null;
        };
    }

    /** The layers below {@code syscall}, in every release; and the raw ones of x/sys. */
    private static boolean isSystemCall(String function) {
        return function.startsWith("syscall.")
                || function.startsWith("internal/runtime/syscall")
                || function.startsWith("runtime/internal/syscall")
                || function.startsWith("internal/syscall/unix.")
                || function.startsWith("golang.org/x/sys/unix.");
    }

    private static boolean isSemaphore(String function) {
        return switch (function) {
            case "runtime.semacquire", "runtime.semacquire1" -> true;
            default -> function.contains(".runtime_Semacquire");
        };
    }

    private static boolean isPlumbing(String function) {
        return function.startsWith("runtime.")
                || function.startsWith("sync.")
                || function.startsWith("internal/sync.")
                || function.startsWith("internal/poll.");
    }
}
