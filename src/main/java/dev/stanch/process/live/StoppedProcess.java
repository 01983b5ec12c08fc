package dev.stanch.process.live;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A process between {@link #stop} and {@link #resume}, by {@code ptrace(2)}: SEIZE and INTERRUPT
 * for each thread. The kernel lets the threads run on when this process dies, however it dies. All
 * methods must be called by one platform thread, the kernel's rule for tracers. Memory can be read
 * before and after the stop, too.
 */
public final class StoppedProcess implements AutoCloseable {
    private static final int MOST_ROUNDS = 20;
    private static final long MOST_NANOS_TO_STOP = 2_000_000_000L;
    private static final long NANOS_BETWEEN_LOOKS = 20_000;
    private static final int LOOKS_PER_STATE = 100;

    /** Stopped by a tracer. */
    private static final char TRACED = 't';

    private static final int REGISTERS = 27;
    private static final int RSP = 19;
    private static final int RIP = 16;
    private static final int GENERAL = 15;

    private final LinuxCalls calls = new LinuxCalls();
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment local = arena.allocate(16, 8);
    private final MemorySegment remote = arena.allocate(16, 8);
    private final int pid;
    private final Set<Integer> threads = new LinkedHashSet<>();

    public StoppedProcess(long pid) {
        this.pid = Math.toIntExact(pid);
        // The first call of each takes long, and must not be made while the process stands still.
        // There is no thread 0, and nobody is a child of itself: both fail at once.
        calls.ptrace(LinuxCalls.PTRACE_GETREGS, 0, MemorySegment.NULL);
        calls.waitpid(Math.toIntExact(ProcessHandle.current().pid()), local);
    }

    /**
     * Returns when every thread has stopped.
     *
     * @throws IOException when that is not allowed, with what to do about it; all threads run then
     */
    public void stop() throws IOException {
        try {
            // Threads that are made meanwhile appear in a later round; the last finds none.
            for (int round = 0; round < MOST_ROUNDS; round++) {
                List<Integer> fresh = seizeNew();
                if (fresh.isEmpty()) {
                    return;
                }
                for (int thread : fresh) {
                    await(thread);
                }
            }
            throw new IOException(
                    "process "
                            + pid
                            + " starts threads faster than they can be stopped; try again");
        } catch (IOException e) {
            resume();
            throw e;
        }
    }

    private List<Integer> seizeNew() throws IOException {
        List<Integer> fresh = new ArrayList<>();
        try (DirectoryStream<Path> tasks =
                Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path task : tasks) {
                int thread = Integer.parseInt(String.valueOf(task.getFileName()));
                if (threads.contains(thread)) {
                    continue;
                }
                if (calls.ptrace(LinuxCalls.PTRACE_SEIZE, thread, MemorySegment.NULL) != 0) {
                    int error = calls.errno();
                    if (error == LinuxCalls.ESRCH && thread != pid) {
                        continue;
                    }
                    throw refused(error);
                }
                threads.add(thread);
                fresh.add(thread);
                calls.ptrace(LinuxCalls.PTRACE_INTERRUPT, thread, MemorySegment.NULL);
            }
        } catch (NoSuchFileException e) {
            throw new IOException("process " + pid + " is gone", e);
        }
        return fresh;
    }

    private IOException refused(int error) {
        if (error == LinuxCalls.ESRCH) {
            return new IOException("process " + pid + " is gone");
        }
        return new IOException(
                error == LinuxCalls.EPERM
                        ? "process "
                                + pid
                                + " may not be traced: run as the same user or root (with"
                                + " CAP_SYS_PTRACE in a container), set"
                                + " kernel.yama.ptrace_scope=0, and end a debugger that holds it"
                        : "process " + pid + " cannot be traced (errno " + error + ")");
    }

    /**
     * A thread that ended meanwhile is forgotten. Of a child of this process the notice may go to
     * another thread that waits for its end; then the kernel's own word counts.
     *
     * @throws IOException when it does not stop
     */
    private void await(int thread) throws IOException {
        MemorySegment status = arena.allocate(4, 4);
        long began = System.nanoTime();
        for (int look = 1; ; look++) {
            int waited = calls.waitpid(thread, status);
            if (waited == thread) {
                if ((status.get(ValueLayout.JAVA_INT, 0) & 0xFF) != 0x7F) {
                    threads.remove(thread);
                }
                return;
            }
            if (waited < 0 && calls.errno() != LinuxCalls.EINTR) {
                threads.remove(thread);
                return;
            }
            char state = look % LOOKS_PER_STATE == 0 ? state(thread) : ' ';
            if (state == TRACED) {
                return;
            }
            if (System.nanoTime() - began > MOST_NANOS_TO_STOP) {
                throw new IOException(
                        "process %d: its thread %d does not stop (state %c); try again"
                                .formatted(pid, thread, state(thread)));
            }
            LockSupport.parkNanos(NANOS_BETWEEN_LOOKS);
        }
    }

    /** As {@code ps} shows it; a blank when the thread is gone. */
    private char state(int thread) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/task/" + thread + "/stat"));
            int end = line.lastIndexOf(") ");
            return end < 0 || end + 2 >= line.length() ? ' ' : line.charAt(end + 2);
        } catch (IOException gone) {
            return ' ';
        }
    }

    /** Of each stopped thread. */
    public List<ThreadState> registers() {
        List<ThreadState> all = new ArrayList<>();
        MemorySegment words = arena.allocate(REGISTERS * 8L, 8);
        for (int thread : threads) {
            if (calls.ptrace(LinuxCalls.PTRACE_GETREGS, thread, words) != 0) {
                continue;
            }
            List<Long> general = new ArrayList<>();
            for (int i = 0; i < GENERAL; i++) {
                general.add(words.getAtIndex(JAVA_LONG, i));
            }
            all.add(
                    new ThreadState(
                            thread,
                            words.getAtIndex(JAVA_LONG, RIP),
                            words.getAtIndex(JAVA_LONG, RSP),
                            general));
        }
        return all;
    }

    /** Copies memory; how many bytes could be read, 0 when the first cannot. */
    public long read(long address, MemorySegment into) {
        long done = 0;
        while (done < into.byteSize()) {
            local.set(JAVA_LONG, 0, into.address() + done);
            local.set(JAVA_LONG, 8, into.byteSize() - done);
            remote.set(JAVA_LONG, 0, address + done);
            remote.set(JAVA_LONG, 8, into.byteSize() - done);
            long count = calls.read(pid, local, remote);
            if (count <= 0) {
                return done;
            }
            done += count;
        }
        return done;
    }

    /** Lets all threads run on. */
    public void resume() {
        for (int thread : threads) {
            calls.ptrace(LinuxCalls.PTRACE_DETACH, thread, MemorySegment.NULL);
        }
        threads.clear();
    }

    @Override
    public void close() {
        resume();
        arena.close();
    }
}
