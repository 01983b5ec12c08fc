package dev.stanch.diagnosis.rule;

import dev.stanch.diagnosis.observation.Owner;
import dev.stanch.diagnosis.rule.Candidate.Goroutines;
import dev.stanch.diagnosis.rule.Candidate.Heap;
import dev.stanch.leak.Confidence;
import dev.stanch.leak.Site;
import dev.stanch.scan.ArmKind;
import dev.stanch.scan.StartFacts;
import dev.stanch.scan.WaitFacts;
import dev.stanch.trend.Trend;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How sure growth makes us. The rules add their own doubts. */
final class Sureness {
    /** Fewer new goroutines than this may be chance. */
    private static final double ENOUGH = 4;

    /** Below this part of survivors, goroutines come and go. */
    private static final double STAY = 0.8;

    private static final double CHURN = 0.5;

    /** An observation of this length outlasts what usually warms up. */
    private static final double LONG_SECONDS = 55;

    private static final double OLD_PROCESS_SECONDS = 600;

    private Sureness() {}

    /** Empty when it is no leak at all. */
    static Optional<Confidence> of(Goroutines g, @Nullable WaitFacts facts, Knowledge knowledge) {
        if (g.marked() > 0 || g.certain()) {
            return Optional.of(Confidence.PROVEN);
        }
        if (g.survival().known() && g.survival().rate() < CHURN) {
            return Optional.empty();
        }
        boolean doubtful =
                startsAreBounded(g, knowledge)
                        || !(g.trend() instanceof Trend.Growing growing && growing.rise() >= ENOUGH)
                        || (g.survival().known() && g.survival().rate() < STAY)
                        || g.group().owner() == Owner.STANDARD
                        || (facts != null && endsByItself(facts))
                        || (facts == null && makesTimer(g, knowledge))
                        || (g.serves() && (facts == null || facts.loopHasExit()));
        return Optional.of(doubtful ? Confidence.SUSPECT : Confidence.LIKELY);
    }

    /** Without source: a timer in the same function may be the timeout that ends the wait. */
    private static boolean makesTimer(Goroutines g, Knowledge knowledge) {
        return knowledge
                .calls()
                .first(g.site().function(), "time.After", "time.NewTimer", "context.WithTimeout")
                .isPresent();
    }

    /** The go statement stands behind a limit: a pool that fills. */
    private static boolean startsAreBounded(Goroutines g, Knowledge knowledge) {
        Site origin = g.origin();
        return origin != null
                && knowledge
                        .code()
                        .startAt(origin.file(), origin.line())
                        .filter(StartFacts::guarded)
                        .isPresent();
    }

    /**
     * A timer's arm leaves, or the I/O has a deadline: the wait ends by itself, only later than we
     * looked.
     */
    private static boolean endsByItself(WaitFacts facts) {
        return facts.ioDeadline()
                || facts.arms().stream()
                        .anyMatch(arm -> arm.kind() == ArmKind.TIMER && arm.leaves())
                || (!facts.inLoop()
                        && facts.arms().stream().anyMatch(arm -> arm.kind() == ArmKind.TIMER));
    }

    /**
     * @param mechanism whether the code was seen to keep what it allocates
     * @param regrows whether the line enlarges one array or map, so that it frees the smaller ones
     *     that it allocated
     * @param bounded whether the code was seen to give it back, or to stop, at some size
     */
    static Confidence of(
            Heap heap, Knowledge knowledge, boolean mechanism, boolean regrows, boolean bounded) {
        boolean grows =
                heap.trend() instanceof Trend.Growing
                        || (mechanism && heap.trend() instanceof Trend.Slowing);
        boolean sustained = knowledge.seconds() >= LONG_SECONDS || sinceStart(heap, knowledge);
        boolean keeps = regrows || heap.kept() >= 0.3;
        return grows && keeps && !bounded && (mechanism || sustained)
                ? Confidence.LIKELY
                : Confidence.SUSPECT;
    }

    /**
     * What the line holds is about what this pace gives since the process began, long ago: it never
     * stopped growing.
     */
    private static boolean sinceStart(Heap heap, Knowledge knowledge) {
        double expected = heap.rate() * knowledge.uptimeSeconds();
        return knowledge.uptimeSeconds() >= OLD_PROCESS_SECONDS
                && heap.bytes() > 0.5 * expected
                && heap.bytes() < 2 * expected;
    }
}
