package dev.stanch.process.live;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** The system calls that stop a process and read its memory. Results are those of the C library. */
final class LinuxCalls {
    static final int PTRACE_GETREGS = 12;
    static final int PTRACE_DETACH = 17;
    static final int PTRACE_SEIZE = 0x4206;
    static final int PTRACE_INTERRUPT = 0x4207;

    /** {@code __WALL} and {@code WNOHANG}. */
    private static final int WAIT_ALL_AND_NOT_LONG = 0x4000_0001;

    static final int EINTR = 4;
    static final int EPERM = 1;
    static final int ESRCH = 3;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final VarHandle ERRNO_FIELD =
            Linker.Option.captureStateLayout()
                    .varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final MemorySegment state = Arena.ofAuto().allocate(Linker.Option.captureStateLayout());
    private final MethodHandle ptrace =
            handle("ptrace", JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, ADDRESS);
    private final MethodHandle waitpid = handle("waitpid", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private final MethodHandle read =
            handle(
                    "process_vm_readv",
                    JAVA_LONG,
                    JAVA_INT,
                    ADDRESS,
                    JAVA_LONG,
                    ADDRESS,
                    JAVA_LONG,
                    JAVA_LONG);

    @SuppressWarnings("restricted") // The signatures are those of the C library.
    private static MethodHandle handle(
            String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, arguments),
                ERRNO);
    }

    long ptrace(int request, int thread, MemorySegment data) {
        try {
            return (long) ptrace.invokeExact(state, (long) request, thread, 0L, data);
        } catch (Throwable e) {
            throw new IllegalStateException("ptrace", e);
        }
    }

    /** Returns at once, with 0 when there is nothing to tell. */
    int waitpid(int thread, MemorySegment status) {
        try {
            return (int) waitpid.invokeExact(state, thread, status, WAIT_ALL_AND_NOT_LONG);
        } catch (Throwable e) {
            throw new IllegalStateException("waitpid", e);
        }
    }

    /** Both vectors are one {@code iovec} each. */
    long read(int pid, MemorySegment local, MemorySegment remote) {
        try {
            return (long) read.invokeExact(state, pid, local, 1L, remote, 1L, 0L);
        } catch (Throwable e) {
            throw new IllegalStateException("process_vm_readv", e);
        }
    }

    /** Of the last call that failed. */
    int errno() {
        return (int) ERRNO_FIELD.get(state, 0L);
    }
}
