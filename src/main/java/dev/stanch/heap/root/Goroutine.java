package dev.stanch.heap.root;

import java.util.List;
import java.util.Set;

/**
 * A goroutine in memory, {@code g} in {@code runtime/runtime2.go}.
 *
 * @param address of the {@code g}
 * @param status as {@code runtime2.go} numbers it: 1 runnable, 2 running, 3 system call, 4 waiting
 * @param creator pc of the {@code go} statement's return; 0 for none
 * @param stack pcs of its frames, innermost first, return addresses but for the first
 * @param functions names of the frames' functions
 * @param pointers what its stack points to, each once
 * @param primitives channels that it waits at, or the word it waits at in package sync
 * @param precise false where a part of the stack had to be taken word by word
 */
public record Goroutine(
        long id,
        long address,
        int status,
        long creator,
        List<Long> stack,
        List<String> functions,
        List<Long> pointers,
        List<Long> primitives,
        boolean precise) {
    private static final Set<String> PARKING =
            Set.of("runtime.gopark", "runtime.goparkunlock", "runtime.semacquire1");

    public static final int WAITING = 4;
    public static final int DEAD = 6;

    public Goroutine {
        stack = List.copyOf(stack);
        functions = List.copyOf(functions);
        pointers = List.copyOf(pointers);
        primitives = List.copyOf(primitives);
    }

    /**
     * Blocked in a way that only another goroutine can end: at a channel, or in package sync. The
     * functions below the wait are alike in Go 1.22 to 1.27, unlike the numbers of wait reasons.
     */
    public boolean isBlocked() {
        return status == WAITING && !waitReason().isEmpty();
    }

    /** Such as {@code chan receive}; empty for other waits. */
    public String waitReason() {
        for (String function : functions) {
            switch (function) {
                case "runtime.chansend" -> {
                    return primitives.isEmpty() ? "chan send (nil chan)" : "chan send";
                }
                case "runtime.chanrecv" -> {
                    return primitives.isEmpty() ? "chan receive (nil chan)" : "chan receive";
                }
                case "runtime.selectgo" -> {
                    return "select";
                }
                case "runtime.block" -> {
                    return "select (no cases)";
                }
                case "sync.runtime_Semacquire",
                        "sync.runtime_SemacquireMutex",
                        "internal/sync.runtime_SemacquireMutex",
                        "sync.runtime_SemacquireRWMutex",
                        "sync.runtime_SemacquireRWMutexR",
                        "sync.runtime_SemacquireWaitGroup" -> {
                    return primitives.isEmpty() ? "" : "semacquire";
                }
                case "sync.runtime_notifyListWait" -> {
                    return primitives.isEmpty() ? "" : "sync.Cond.Wait";
                }
                default -> {
                    // Anything else below, such as a wait for the collector inside of a send, is
                    // another wait.
                    if (!PARKING.contains(function)) {
                        return "";
                    }
                }
            }
        }
        return "";
    }
}
