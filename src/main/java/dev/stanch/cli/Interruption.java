package dev.stanch.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command end well on Ctrl-C: its thread is interrupted and gets a few seconds to report
 * what it has and to close what is open, before the JVM ends with 130.
 */
final class Interruption implements AutoCloseable {
    private static final long SECONDS_TO_FINISH = 10;
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean happened;

    Interruption() {
        Thread command = Thread.currentThread();
        hook =
                new Thread(
                        () -> {
                            happened = true;
                            command.interrupt();
                            awaitFinish();
                        },
                        "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether the user ended the command. */
    boolean happened() {
        return happened;
    }

    private void awaitFinish() {
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
