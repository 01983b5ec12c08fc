package dev.stanch.cli.pprof;

import dev.stanch.capture.CaptureException;
import dev.stanch.io.FormatException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reads all sources at the same time, as many as it can: what fails is told in a line, and the
 * others are used ({@code internal/driver/fetch.go} in google/pprof).
 */
final class Gathering implements AutoCloseable {
    private static final int MOST_AT_ONCE = 128;

    private final SourceWords words;
    private final SourceReader reader;
    private final Messages messages;
    private final List<AutoCloseable> open = new ArrayList<>();

    /** What could be read, and what the first failure was. */
    record Gathered(List<Fetched> profiles, int wanted, @Nullable Exception firstFailure) {}

    /** A word or the profile behind it; what went wrong is told at its place in the order. */
    private sealed interface Outcome {
        record Read(Fetched fetched) implements Outcome {}

        record Failed(String word, Exception why) implements Outcome {}
    }

    Gathering(Request request, SourceReader reader, Messages messages) {
        this.words =
                new SourceWords(
                        request.access(),
                        request.isAboutTime(),
                        reader.keepsNames(),
                        open,
                        messages::note);
        this.reader = reader;
        this.messages = messages;
    }

    /**
     * Reads sources and bases.
     *
     * @throws IOException when none of the sources, or none of the bases, could be read; of a
     *     single one the failure is thrown as it is
     */
    List<Gathered> gather(List<List<String>> groups)
            throws IOException, FormatException, CaptureException, InterruptedException {
        List<List<Outcome>> outcomes = new ArrayList<>();
        List<List<Callable<Outcome>>> tasks = new ArrayList<>();
        for (List<String> group : groups) {
            tasks.add(tasks(group));
        }
        int count = tasks.stream().mapToInt(List::size).sum();
        if (count <= 1) {
            for (List<Callable<Outcome>> group : tasks) {
                outcomes.add(inTurn(group));
            }
        } else {
            outcomes = together(tasks);
        }
        List<Gathered> all = new ArrayList<>();
        for (List<Outcome> group : outcomes) {
            all.add(sorted(group));
        }
        return all;
    }

    private List<Callable<Outcome>> tasks(List<String> group) {
        List<Callable<Outcome>> tasks = new ArrayList<>();
        for (String word : group) {
            try {
                for (Source source : words.sources(word)) {
                    tasks.add(() -> read(source));
                }
            } catch (IOException | FormatException | CaptureException e) {
                tasks.add(() -> new Outcome.Failed(word, e));
            }
        }
        return tasks;
    }

    private Outcome read(Source source) {
        try {
            return new Outcome.Read(reader.read(source));
        } catch (IOException | FormatException | CaptureException e) {
            return new Outcome.Failed(source.word(), e);
        }
    }

    private static List<Outcome> inTurn(List<Callable<Outcome>> tasks) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        for (Callable<Outcome> task : tasks) {
            try {
                outcomes.add(task.call());
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
        return outcomes;
    }

    private static List<List<Outcome>> together(List<List<Callable<Outcome>>> tasks)
            throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(MOST_AT_ONCE, Gathering::thread);
        try {
            List<List<Future<Outcome>>> futures = new ArrayList<>();
            for (List<Callable<Outcome>> group : tasks) {
                futures.add(group.stream().map(threads::submit).toList());
            }
            List<List<Outcome>> outcomes = new ArrayList<>();
            for (List<Future<Outcome>> group : futures) {
                List<Outcome> done = new ArrayList<>();
                for (Future<Outcome> future : group) {
                    done.add(future.get());
                }
                outcomes.add(done);
            }
            return outcomes;
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().daemon().name("stanch-source").unstarted(work);
    }

    private static RuntimeException unchecked(@Nullable Throwable cause) {
        return switch (cause) {
            case Error error -> throw error;
            case RuntimeException mistake -> mistake;
            case null -> new IllegalStateException("a source failed without a reason");
            default -> new IllegalStateException(cause);
        };
    }

    /** A single one's failure is the command's; of several each is a warning. */
    private Gathered sorted(List<Outcome> outcomes) {
        List<Fetched> read = new ArrayList<>();
        @Nullable Exception first = null;
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Outcome.Read(Fetched fetched) -> {
                    read.add(fetched);
                    String word = fetched.source().word();
                    fetched.profile().problems().forEach(p -> messages.warn(word + ": " + p));
                }
                case Outcome.Failed(String word, Exception why) -> {
                    first = first == null ? why : first;
                    if (outcomes.size() > 1) {
                        messages.warn(sentence(word, why));
                    }
                }
            }
        }
        return new Gathered(List.copyOf(read), outcomes.size(), first);
    }

    private static String sentence(String word, Exception why) {
        String message = String.valueOf(why.getMessage());
        return switch (why) {
            case NoSuchFileException _ -> word + ": no such file";
            case AccessDeniedException _ -> word + ": permission denied";
            case CaptureException _, FormatException _ -> message;
            default -> message.startsWith(word) ? message : word + ": " + message;
        };
    }

    /** Ends what was kept open for the bodies of captures; the profiles stay. */
    @Override
    public void close() {
        for (AutoCloseable one : open) {
            try {
                one.close();
            } catch (Exception e) {
                messages.warn(String.valueOf(e.getMessage()));
            }
        }
    }
}
