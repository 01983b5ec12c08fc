package dev.stanch.cli;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command end well on Ctrl-C: its threads are interrupted and get a few seconds to report
 * what they have and to close what is open, before the JVM ends with 130.
 */
public final class Interruption implements AutoCloseable {
    private static final long SECONDS_TO_FINISH = 10;
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Thread hook = new Thread(this::end, "interruption");
    private volatile boolean happened;

    /** Watches over the calling thread from now on. */
    public Interruption() {
        threads.add(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Has the calling thread interrupted too. */
    void include() {
        threads.add(Thread.currentThread());
        if (happened) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Runs the command under its watch; what it says of a failure is said before the JVM may end.
     *
     * @return the command's exit code, or that of an interrupted one
     */
    int guard(Failures failures, Callable<Integer> command) {
        int code;
        try {
            code = command.call();
        } catch (Exception e) {
            code = failures.failed(e);
        }
        return happened ? ExitCode.INTERRUPTED : code;
    }

    /** Whether the user ended the command. */
    public boolean happened() {
        return happened;
    }

    /** What Ctrl-C does; the JVM ends when this returns. */
    void end() {
        happened = true;
        threads.forEach(Thread::interrupt);
        try {
            boolean ended = finished.await(SECONDS_TO_FINISH, TimeUnit.SECONDS);
            if (!ended) {
                System.err.println("stanch: ended before all was written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        finished.countDown();
        if (!happened) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException alreadyEnding) {
                happened = true;
            }
        }
    }
}
