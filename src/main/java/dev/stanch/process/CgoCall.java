package dev.stanch.process;

import static java.util.Objects.requireNonNull;

/**
 * A place in Go code that calls into C, or asks the kernel for memory outside of the Go heap.
 *
 * @param caller the line of the call, in the function where a person wrote it
 * @param callee the cgo stub or system call wrapper, such as {@code main._Cfunc_strdup} or {@code
 *     syscall.Mmap}
 */
public record CgoCall(ProcessFrame caller, String callee) {
    public CgoCall {
        requireNonNull(caller, "caller");
        requireNonNull(callee, "callee");
    }
}
