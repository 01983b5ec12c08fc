package dev.stanch.diagnosis.rule;

import dev.stanch.diagnosis.rule.Candidate.Goroutines;
import dev.stanch.goroutine.WaitKind;
import dev.stanch.leak.Cause;
import dev.stanch.leak.Confidence;
import dev.stanch.leak.Evidence;
import dev.stanch.leak.Site;
import dev.stanch.scan.ArmKind;
import dev.stanch.scan.WaitFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Loops that sleep, poll or spin, and that nothing ends: seen sleeping or running, or now here, now
 * there.
 */
final class EndlessGoroutineRule implements Rule {
    private static final Set<String> TIMERS = Set.of("time.After", "time.NewTimer");

    private static final double OUTLIVES = 0.8;

    @Override
    public Cause cause() {
        return Cause.ENDLESS_GOROUTINE;
    }

    @Override
    public Optional<Conclusion> explain(Leak leak, Knowledge knowledge) {
        if (!(leak.main() instanceof Goroutines g)) {
            return Optional.empty();
        }
        @Nullable WaitFacts facts =
                knowledge.code().waitAt(g.site().file(), g.site().line()).orElse(null);
        if (!loops(g, facts, knowledge)) {
            return Optional.empty();
        }
        Optional<Confidence> confidence = Sureness.of(g, facts, knowledge);
        if (confidence.isEmpty()) {
            return Optional.empty();
        }
        List<Evidence> evidence = new ArrayList<>(Facts.of(leak));
        if (g.roaming()) {
            evidence.add(
                    Evidence.of(
                            "goroutine dump",
                            "the same goroutines are met at different places: a loop goes on"));
        }
        if (facts != null) {
            evidence.add(Evidence.of("source", g.site().place() + ": " + facts.text()));
        }
        boolean task =
                facts == null
                        ? runsForAnother(g)
                        : !g.roaming() && !facts.inLoop() && !calledInEndlessLoop(g, knowledge);
        return Optional.of(
                new Conclusion(
                        task ? Confidence.SUSPECT : confidence.get(),
                        null,
                        Origins.of(g, knowledge),
                        null,
                        evidence,
                        why(g, facts),
                        Fixes.of("loop-exit", "At " + g.site().place() + ":")));
    }

    /**
     * Whether a caller of the place loops without a way out; a place outside of any such loop
     * belongs to a task that ends.
     */
    private static boolean calledInEndlessLoop(Goroutines g, Knowledge knowledge) {
        return g.group().userFrames().stream()
                .skip(1)
                .anyMatch(frame ->
                        knowledge
                                .code()
                                .waitAt(frame.file(), frame.line())
                                .filter(facts -> facts.inLoop() && !facts.loopHasExit())
                                .isPresent());
    }

    /**
     * Without source: a function literal that a function runs which did not make it is a task
     * handed to a worker, and says nothing of how the worker ends.
     */
    private static boolean runsForAnother(Goroutines g) {
        List<Site> frames = g.group().userFrames();
        String inner = g.site().function();
        return frames.size() >= 2
                && inner.contains(".func")
                && !inner.startsWith(frames.get(1).function() + ".");
    }

    private static boolean loops(Goroutines g, @Nullable WaitFacts facts, Knowledge knowledge) {
        if (g.group().kind() == WaitKind.SLEEP
                || g.group().kind() == WaitKind.RUNNING
                || g.roaming()) {
            return true;
        }
        return facts == null ? outlivesItsTimer(g, knowledge) : wakes(facts);
    }

    /**
     * Without source: the function that waits makes a timer, and still nobody leaves: time wakes it
     * only to wait again.
     */
    private static boolean outlivesItsTimer(Goroutines g, Knowledge knowledge) {
        boolean channel =
                g.group().kind() == WaitKind.CHAN_RECEIVE || g.group().kind() == WaitKind.SELECT;
        return channel
                && g.survival().known()
                && g.survival().rate() >= OUTLIVES
                && knowledge.calls().calls(g.site().function(), TIMERS);
    }

    /**
     * A select or receive in a loop that time wakes again and again: it polls, whatever else it
     * waits for.
     */
    private static boolean wakes(WaitFacts facts) {
        return facts.inLoop()
                && (facts.timerChannel()
                        || facts.arms().stream()
                                .anyMatch(arm -> arm.kind() == ArmKind.TIMER && !arm.leaves()));
    }

    private static String why(Goroutines g, @Nullable WaitFacts facts) {
        String does =
                switch (g.group().kind()) {
                    case SLEEP -> "sleeps and polls";
                    case RUNNING -> "runs";
                    default -> "goes round";
                };
        if (facts != null && facts.inLoop() && facts.loopHasExit()) {
            String depends =
                    facts.exitDependsOn().isEmpty() ? "" : " (" + facts.exitDependsOn() + ")";
            return "The loop %s, and its way out%s does not come.".formatted(does, depends);
        }
        return "The loop %s without any way out, and more of them are started all the time."
                .formatted(does);
    }
}
