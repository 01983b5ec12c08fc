package dev.stanch.cli;

import dev.stanch.capture.CaptureException;
import dev.stanch.leak.Report;
import dev.stanch.leak.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Looks at several targets at the same time, so that all are seen in the same minute. Each has a
 * thread of its own; the number of threads bounds the memory that is needed.
 */
record SideBySide(Interruption interruption) {
    private static final int MOST_AT_ONCE = 4;

    interface Look {
        Report at(Case one) throws CaptureException, InterruptedException;
    }

    /** In the order of the cases. */
    List<Outcome> run(List<Case> cases, Look look) throws InterruptedException {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(Math.min(cases.size(), MOST_AT_ONCE))) {
            List<Future<Report>> futures = new ArrayList<>();
            for (Case one : cases) {
                futures.add(
                        threads.submit(() -> {
                            interruption.include();
                            return look.at(one);
                        }));
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                outcomes.add(outcome(cases.get(i).target().name(), futures.get(i)));
            }
            return outcomes;
        }
    }

    private Outcome outcome(String target, Future<Report> future) throws InterruptedException {
        while (true) {
            try {
                return new Outcome(future.get(), null);
            } catch (InterruptedException e) {
                // Ctrl-C reaches the looking threads too: what they have seen is waited for.
                if (!interruption.happened()) {
                    throw e;
                }
            } catch (ExecutionException e) {
                return switch (e.getCause()) {
                    case Error error -> throw error;
                    case Exception failure -> new Outcome(unread(target, failure), failure);
                    case null, default -> throw new IllegalStateException(e);
                };
            }
        }
    }

    private static Report unread(String target, Exception failure) {
        return new Report(
                target,
                Instant.now(),
                0,
                Verdict.UNSURE,
                "Nothing could be read.",
                List.of(),
                List.of(),
                null,
                Map.of(),
                null,
                0,
                null,
                List.of(),
                List.of(String.valueOf(failure.getMessage())));
    }
}
