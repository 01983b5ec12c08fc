package dev.stanch.cli.goroutines;

import dev.stanch.goroutine.DumpSummary;
import dev.stanch.goroutine.Goroutine;
import dev.stanch.goroutine.GoroutineDumpReader;
import dev.stanch.io.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/** Reads a dump on one processor and hands its goroutines on, in order, on the caller's. */
final class Batches {
    private static final int SIZE = 256;
    private static final int WAITING = 16;

    private Batches() {}

    static DumpSummary read(String name, InputStream in, Consumer<Goroutine> sink)
            throws FormatException, IOException, InterruptedException {
        BlockingQueue<List<Goroutine>> queue = new ArrayBlockingQueue<>(WAITING);
        FutureTask<DumpSummary> reading = new FutureTask<>(() -> fill(name, in, queue));
        Thread thread = Thread.ofPlatform().daemon().name("stanch-dump").unstarted(reading);
        thread.start();
        try {
            // An empty batch is the end.
            for (List<Goroutine> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
                batch.forEach(sink);
            }
            return reading.get();
        } catch (ExecutionException e) {
            throw rethrown(e);
        } finally {
            thread.interrupt();
        }
    }

    private static DumpSummary fill(
            String name, InputStream in, BlockingQueue<List<Goroutine>> queue)
            throws FormatException, IOException, InterruptedException {
        Filler filler = new Filler(queue);
        try {
            return GoroutineDumpReader.read(name, in, filler);
        } finally {
            filler.flush();
            queue.put(List.of());
        }
    }

    private static final class Filler implements Consumer<Goroutine> {
        private final BlockingQueue<List<Goroutine>> queue;
        private List<Goroutine> batch = new ArrayList<>(SIZE);

        Filler(BlockingQueue<List<Goroutine>> queue) {
            this.queue = queue;
        }

        @Override
        public void accept(Goroutine goroutine) {
            batch.add(goroutine);
            if (batch.size() == SIZE) {
                flush();
            }
        }

        void flush() {
            if (batch.isEmpty()) {
                return;
            }
            try {
                queue.put(batch);
            } catch (InterruptedException e) {
                // Nobody takes any more.
                Thread.currentThread().interrupt();
            }
            batch = new ArrayList<>(SIZE);
        }
    }

    private static RuntimeException rethrown(ExecutionException e)
            throws FormatException, IOException {
        switch (e.getCause()) {
            case FormatException bad -> throw bad;
            case IOException io -> throw io;
            case Error error -> throw error;
            case RuntimeException mistake -> throw mistake;
            case null, default -> throw new IllegalStateException(e);
        }
    }
}
