package dev.stanch.trace.summary;

import dev.stanch.trace.wire.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goroutines that began in one function by one go statement, while they are counted. */
final class Kind {
    final String function;
    final @Nullable Frame creator;
    final Counts alive;
    long created;
    long ended;
    long before;
    long lifeNanos;
    final SpentSums spent = new SpentSums();

    Kind(String function, @Nullable Frame creator, long start) {
        this.function = function;
        this.creator = creator;
        this.alive = new Counts(start);
    }

    /** What the living ones of a kind have in common: state, reason, place. */
    record Waiting(String state, String reason, List<Frame> stack) {}

    /** The living ones by what they wait for. */
    static final class Standing {
        long count;
        long longestNanos;
        long stuck;
    }

    private final Map<Waiting, Standing> standings = new HashMap<>();
    long oldestNanos;
    private long ages;
    private long living;

    void living(LiveGoroutine one, Waiting waiting, long age, long since, long stuckNanos) {
        living++;
        ages += age;
        oldestNanos = Math.max(oldestNanos, age);
        Standing standing = standings.computeIfAbsent(waiting, _ -> new Standing());
        standing.count++;
        standing.longestNanos = Math.max(standing.longestNanos, since);
        if (!one.isBefore && since >= stuckNanos) {
            standing.stuck++;
        }
    }

    CreationSite finished(long end, long nanos) {
        List<CreationSite.Waiting> waits = new ArrayList<>();
        standings.forEach((waiting, standing) ->
                waits.add(
                        new CreationSite.Waiting(
                                waiting.state(),
                                waiting.reason(),
                                waiting.stack(),
                                standing.count,
                                standing.stuck,
                                standing.longestNanos)));
        waits.sort((a, b) -> Long.compare(b.count(), a.count()));
        return new CreationSite(
                function,
                creator,
                created,
                ended,
                before,
                living,
                oldestNanos,
                living == 0 ? 0 : ages / living,
                ended == 0 ? 0 : lifeNanos / ended,
                nanos <= 0 ? 0 : (created - ended) * 1e9 / nanos,
                alive.series(end, 8),
                waits,
                spent.finished());
    }
}
