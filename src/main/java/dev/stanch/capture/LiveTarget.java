package dev.stanch.capture;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A running target: what it offers, and captures of it, one request at a time. */
public final class LiveTarget implements AutoCloseable {
    /** As {@link #open(Target, Access, Limits, List)} with the usual JSON paths alone. */
    public static LiveTarget open(Target target, Access access, Limits limits)
            throws CaptureException {
        return open(target, access, limits, List.of());
    }

    /**
     * Finds out what the target offers.
     *
     * @param jsonPaths further paths where runtime numbers may be had as JSON
     * @throws CaptureException when nothing can be had from it
     */
    public static LiveTarget open(
            Target target, Access access, Limits limits, List<String> jsonPaths)
            throws CaptureException {
        if (Unbuilt.built()) {
            throw new IllegalStateException();
        }
        throw new UnsupportedOperationException();
    }

    public Offer offer() {
        if (Unbuilt.built()) {
            throw new IllegalStateException();
        }
        throw new UnsupportedOperationException();
    }

    public Capture take(CaptureKind kind) throws CaptureException {
        if (Unbuilt.built()) {
            throw new IllegalStateException();
        }
        throw new UnsupportedOperationException();
    }

    /** Heap profile, after a forced collection if {@code gcFirst}. */
    public Capture takeHeap(boolean gcFirst) throws CaptureException {
        if (Unbuilt.built()) {
            throw new IllegalStateException();
        }
        throw new UnsupportedOperationException();
    }

    public Capture takeCpu(Duration duration) throws CaptureException {
        if (Unbuilt.built()) {
            throw new IllegalStateException();
        }
        throw new UnsupportedOperationException();
    }

    public Capture takeSymbols(long[] addresses) throws CaptureException {
        if (Unbuilt.built()) {
            throw new IllegalStateException();
        }
        throw new UnsupportedOperationException();
    }

    /** Requests sent so far, those of the discovery included. */
    public int requests() {
        return 0;
    }

    public double secondsSinceStart() {
        return 0;
    }

    /** CPU time that the target's process has used, where that is known without asking it. */
    public @Nullable Double targetCpuSeconds() {
        return null;
    }

    @Override
    public void close() {}
}
