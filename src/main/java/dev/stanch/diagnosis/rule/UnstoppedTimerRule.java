package dev.stanch.diagnosis.rule;

import dev.stanch.diagnosis.observation.AllocationGroup;
import dev.stanch.diagnosis.observation.HeapSnapshot;
import dev.stanch.diagnosis.rule.Candidate.Goroutines;
import dev.stanch.diagnosis.rule.Candidate.Heap;
import dev.stanch.goroutine.WaitKind;
import dev.stanch.leak.Cause;
import dev.stanch.leak.Confidence;
import dev.stanch.leak.Evidence;
import dev.stanch.leak.Site;
import dev.stanch.scan.AllocationFacts;
import dev.stanch.scan.ArmKind;
import dev.stanch.scan.Store;
import dev.stanch.scan.StoreKind;
import dev.stanch.scan.TimerCall;
import dev.stanch.scan.WaitFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Timers and tickers that nobody stops: goroutines that wait for ticks, and memory that timers
 * keep. Whether a channel is a ticker's is told by the source, or by a ticker made in the function
 * that starts the goroutine.
 */
final class UnstoppedTimerRule implements Rule {
    private static final Set<String> TICKERS = Set.of("time.NewTicker", "time.Tick");
    private static final String[] ARMS = {
        "time.AfterFunc", "time.NewTimer", "context.WithTimeout", "context.WithDeadline"
    };
    private static final Set<String> TIMERS =
            Set.of(
                    "time.NewTicker",
                    "time.Tick",
                    "time.NewTimer",
                    "time.AfterFunc",
                    "time.After",
                    "context.WithTimeout",
                    "context.WithDeadline",
                    "context.WithTimeoutCause",
                    "context.WithDeadlineCause");

    @Override
    public Cause cause() {
        return Cause.UNSTOPPED_TIMER;
    }

    @Override
    public Optional<Conclusion> explain(Leak leak, Knowledge knowledge) {
        return switch (leak.main()) {
            case Goroutines g -> goroutines(leak, g, knowledge);
            case Heap h -> heap(leak, h, knowledge);
            case Candidate.Native _ -> Optional.empty();
        };
    }

    private static Optional<Conclusion> goroutines(Leak leak, Goroutines g, Knowledge knowledge) {
        @Nullable WaitFacts facts =
                knowledge.code().waitAt(g.site().file(), g.site().line()).orElse(null);
        boolean ticker =
                facts == null
                        ? tickerOfStarter(g, knowledge) || tickerInBinary(g, knowledge)
                        : waitsForTicks(facts);
        if (!ticker) {
            return Optional.empty();
        }
        Optional<Confidence> confidence = Sureness.of(g, facts, knowledge);
        if (confidence.isEmpty()) {
            return Optional.empty();
        }
        List<Evidence> evidence = new ArrayList<>(Facts.of(leak));
        String made = "";
        if (facts != null) {
            evidence.add(Evidence.of("source", g.site().place() + ": " + facts.text()));
            made = facts.timerLine() > 0 ? " (made at line " + facts.timerLine() + ")" : "";
        } else {
            evidence.add(
                    Evidence.of(
                            "executable",
                            "the goroutines' function, or the one that starts it, makes a ticker"));
        }
        return Optional.of(
                new Conclusion(
                        confidence.get(),
                        null,
                        Origins.of(g, knowledge),
                        null,
                        evidence,
                        "Each waits for the ticks of its own ticker%s, for ever: nobody stops the ticker and the loop has no other way out."
                                .formatted(made),
                        Fixes.of("stop-ticker", "At " + g.site().place() + ":")));
    }

    private static @Nullable Site origin(@Nullable TimerCall call) {
        return call == null ? null : new Site(call.function(), call.file(), call.line());
    }

    /**
     * The store into the function of a timer that nobody stops, when nothing else keeps the value
     * without bound.
     */
    private static Optional<Store> armed(AllocationFacts facts, Knowledge knowledge) {
        if (facts.stored().stream().anyMatch(store -> endless(store, knowledge))) {
            return Optional.empty();
        }
        return facts.stored().stream()
                .filter(store -> arms(store) && !stopped(store, knowledge))
                .findFirst();
    }

    private static boolean endless(Store store, Knowledge knowledge) {
        return HeapFacts.collects(store.kind())
                && HeapFacts.collection(store, knowledge).known()
                && !HeapFacts.collection(store, knowledge).bounded();
    }

    private static boolean arms(Store store) {
        return store.kind() == StoreKind.CLOSURE
                && (store.text().contains("time.AfterFunc(")
                        || store.text().contains("time.NewTimer("));
    }

    private static boolean stopped(Store store, Knowledge knowledge) {
        return knowledge
                .code()
                .allocationAt(store.file(), store.line(), "")
                .map(AllocationFacts::timerCall)
                .filter(call -> call.stopped() && !call.rearms())
                .isPresent();
    }

    /** A receive from a ticker, or a select whose ticker nobody stops. */
    private static boolean waitsForTicks(WaitFacts facts) {
        if (facts.timerChannel() && facts.arms().isEmpty()) {
            return !facts.timerKind().equals("time.After")
                    && !facts.timerKind().equals("time.NewTimer");
        }
        boolean timerArm = facts.arms().stream().anyMatch(arm -> arm.kind() == ArmKind.TIMER);
        return timerArm && TICKERS.contains(facts.timerKind()) && !facts.timerStopped();
    }

    private static boolean tickerOfStarter(Goroutines g, Knowledge knowledge) {
        Site origin = g.origin();
        if (knowledge.observation().heaps().isEmpty()) {
            return false;
        }
        HeapSnapshot last = knowledge.observation().heaps().getLast();
        return last.groups().keySet().stream()
                .filter(group -> TICKERS.contains(group.calls()))
                .map(AllocationGroup::site)
                .map(Site::function)
                .anyMatch(function ->
                        function.equals(g.group().entry())
                                || (origin != null && function.equals(origin.function())));
    }

    /**
     * Without source: a channel wait in a function that makes a ticker, or that such a function
     * starts.
     */
    private static boolean tickerInBinary(Goroutines g, Knowledge knowledge) {
        boolean channel =
                g.group().kind() == WaitKind.CHAN_RECEIVE || g.group().kind() == WaitKind.SELECT;
        Site origin = g.origin();
        return channel
                && (makesTicker(g.site().function(), knowledge)
                        || makesTicker(g.group().entry(), knowledge)
                        || (origin != null && makesTicker(origin.function(), knowledge)));
    }

    private static boolean makesTicker(String function, Knowledge knowledge) {
        return knowledge.calls().first(function, "time.NewTicker", "time.Tick").isPresent();
    }

    /**
     * Without source: the innermost user function on the way to the allocation that arms a timer.
     */
    private static Optional<Calls.Call> timerInBinary(Heap h, Knowledge knowledge) {
        return h.group().userFrames().stream()
                .filter(frame -> !frame.function().equals("main.main"))
                .flatMap(frame -> knowledge.calls().first(frame.function(), ARMS).stream())
                .findFirst();
    }

    private static Optional<Conclusion> heap(Leak leak, Heap h, Knowledge knowledge) {
        AllocationFacts facts = HeapFacts.of(h, knowledge);
        TimerCall call = facts == null ? null : facts.timerCall();
        Optional<Store> armed = facts == null ? Optional.empty() : armed(facts, knowledge);
        Optional<Calls.Call> binary =
                facts == null ? timerInBinary(h, knowledge) : Optional.empty();
        String timer = "";
        boolean known = false;
        if (call != null && TIMERS.contains(call.call()) && (!call.stopped() || call.rearms())) {
            timer = call.call();
            known = true;
        } else if (binary.isPresent()) {
            timer = binary.get().callee();
        } else if (armed.isPresent()) {
            timer =
                    armed.get().text().contains("time.AfterFunc(")
                            ? "time.AfterFunc"
                            : "time.NewTimer";
        } else if (TIMERS.contains(h.group().calls())) {
            timer = h.group().calls();
        } else {
            timer =
                    leak.companions().stream()
                            .filter(c ->
                                    c instanceof Heap other
                                            && TIMERS.contains(other.group().calls()))
                            .map(c -> ((Heap) c).group().calls())
                            .findFirst()
                            .orElse("");
        }
        if (timer.isEmpty()) {
            return Optional.empty();
        }
        List<Evidence> evidence = new ArrayList<>(Facts.of(leak));
        if (facts != null) {
            evidence.add(Evidence.of("source", h.site().place() + ": " + facts.text()));
        }
        boolean context = timer.startsWith("context.");
        String remedy =
                context
                        ? "cancel-context"
                        : call != null && call.rearms()
                                ? "rearm-afterfunc"
                                : TICKERS.contains(timer) ? "stop-ticker" : "stop-timer";
        return Optional.of(
                new Conclusion(
                        Sureness.of(h, knowledge, binary.isEmpty(), false, false),
                        null,
                        binary.map(Calls.Call::at)
                                .or(() -> armed.map(store -> HeapFacts.site(store, h)))
                                .orElse(origin(call)),
                        timer,
                        evidence,
                        (known
                                ? "%s at line %d is never stopped, and the runtime's timers keep all that its function refers to."
                                        .formatted(
                                                timer, call == null ? h.site().line() : call.line())
                                : "It is made by %s and stays armed: the runtime's timers keep it and all that it refers to."
                                        .formatted(timer)),
                        Fixes.of(remedy, "At " + h.site().place() + ":")));
    }
}
