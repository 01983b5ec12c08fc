package dev.stanch.diagnosis;

import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureException;
import dev.stanch.capture.CaptureKind;
import dev.stanch.capture.live.LiveTarget;
import dev.stanch.capture.metric.Metric;
import dev.stanch.diagnosis.observation.Observation;
import dev.stanch.leak.Confidence;
import dev.stanch.leak.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches one live target: takes cheap captures often and dear ones seldom, one at a time, within
 * the target's budget, and stops when a leak is certain or time is up.
 *
 * <p>Order of things: goroutine and heap profiles all along, each as often as its own measured cost
 * allows; a goroutine dump near the start, in the middle and at the end, since ids tell who stays
 * and the dump alone names the {@code go} statement, but never above {@value #MOST_DUMPED}
 * goroutines; the runtime's leak profile twice where it is offered.
 */
public final class Watch {
    /** Above this a dump stops the target for too long. */
    static final int MOST_DUMPED = 20_000;

    /** Above this the dump at the start is enough. */
    private static final int MOST_DUMPED_AGAIN = 4_000;

    private static final long UNKNOWN = -1;

    private static final double GOROUTINE_SHARE = 0.25;
    private static final double HEAP_SHARE = 0.45;
    private static final double METRIC_SHARE = 0.05;
    private static final double PROCESS_SHARE = 4;

    /** What captures and progress are handed to. */
    public interface Audience {
        /** A capture was taken, in time order. */
        void taken(Capture capture) throws CaptureException;

        /** Time has passed; called several times a second. */
        void tick(double seconds, Observation observation);
    }

    /**
     * What a request costs in all, for each CPU second until its answer is there: measured on a
     * process of 100,000 goroutines, 1.39 s against 1.1 s.
     */
    private static final double COLLECTED_LATER = 1.25;

    private final LiveTarget target;
    private final Diagnosis diagnosis;
    private final Pace pace;
    private final Audience audience;
    private final List<Errand> errands = new ArrayList<>();
    private double nextDump;
    private boolean collectFirst = true;
    private int lostInARow;
    private double spent;

    public Watch(LiveTarget target, Diagnosis diagnosis, Pace pace, Audience audience) {
        this.target = target;
        this.diagnosis = diagnosis;
        this.pace = pace;
        this.audience = audience;
        this.nextDump = Math.min(1, pace.seconds() / 4);
    }

    /**
     * Watches to the end.
     *
     * @throws InterruptedException when the user ends it; what was taken so far is in the diagnosis
     * @throws CaptureException when the audience cannot keep a capture
     */
    public void run() throws InterruptedException, CaptureException {
        plan();
        double start = target.secondsSinceStart();
        double end = start + pace.seconds();
        double closing = end - Math.min(2, pace.seconds() * 0.1);
        double nextLook = start + Pace.LEAST_SECONDS;
        nextDump += start;
        while (target.secondsSinceStart() < closing && !gone()) {
            double now = target.secondsSinceStart();
            runDue(now);
            dumpIfDue(start, now, closing);
            if (pace.untilSure() && now >= nextLook) {
                if (sure()) {
                    break;
                }
                nextLook = now + 5;
            }
            audience.tick(target.secondsSinceStart() - start, diagnosis.observation());
            Thread.sleep(100);
        }
        if (!gone()) {
            close();
        }
        audience.tick(target.secondsSinceStart() - start, diagnosis.observation());
    }

    /**
     * CPU time that the captures cost the target at most; null when it is not at hand to be
     * measured.
     */
    public @Nullable Double targetCpuSeconds() {
        return target.offer().process() == null ? null : spent;
    }

    private void plan() {
        Set<CaptureKind> offered = target.offer().kinds();
        double heapInterval = Math.clamp(pace.seconds() / 10, 1.5, 5);
        addIf(offered, CaptureKind.PROCESS, 0.5, PROCESS_SHARE);
        addIf(offered, CaptureKind.EXPVAR, 1, METRIC_SHARE);
        addIf(offered, CaptureKind.METRICS, 1, METRIC_SHARE);
        addIf(offered, CaptureKind.RUNTIME_JSON, 1, METRIC_SHARE);
        // With very many goroutines their profile is dear and so taken seldom; their number is not.
        boolean profiled = offered.contains(CaptureKind.GOROUTINE);
        addIf(offered, CaptureKind.COUNTS, profiled ? 3 : 1, METRIC_SHARE);
        addIf(offered, CaptureKind.GOROUTINE, 1, GOROUTINE_SHARE);
        boolean memoryKnown =
                offered.contains(CaptureKind.EXPVAR) || offered.contains(CaptureKind.METRICS);
        // The text form carries the runtime's memory statistics, which tell native growth.
        boolean asText = !memoryKnown && offered.contains(CaptureKind.HEAP_TEXT);
        addIf(offered, asText ? CaptureKind.HEAP_TEXT : CaptureKind.HEAP, heapInterval, HEAP_SHARE);
    }

    private void addIf(Set<CaptureKind> offered, CaptureKind kind, double least, double share) {
        if (offered.contains(kind)) {
            errands.add(new Errand(kind, least, share));
        }
    }

    private void runDue(double now) throws CaptureException {
        for (Errand errand : errands) {
            if (!errand.givenUp() && errand.due() <= now) {
                run(errand);
            }
        }
    }

    private void run(Errand errand) throws CaptureException {
        double second = target.secondsSinceStart();
        Double before = target.targetCpuSeconds();
        Capture capture;
        try {
            capture = capture(errand.kind);
        } catch (CaptureException e) {
            errand.failed(second);
            lost(errand, e);
            return;
        }
        lostInARow = 0;
        // Reading /proc costs the target no CPU, but locks its mappings: a huge process is asked
        // less often.
        boolean asked = errand.kind != CaptureKind.PROCESS;
        double cost = asked ? cost(capture, before) : capture.tookSeconds();
        spent += asked ? cost : 0;
        keep(capture);
        errand.taken(capture.seconds(), cost, pace);
        if (errand.kind == CaptureKind.HEAP || errand.kind == CaptureKind.HEAP_TEXT) {
            // A forced collection costs in step with the heap: where it is dear, the target's own
            // must do.
            collectFirst = cost < 0.1 * pace.budgetPerSecond() * pace.seconds();
        }
    }

    /**
     * What a capture cost at most: the time that it took, or the CPU that the target used
     * meanwhile, where that is known and less. On a busy machine most of the time is waiting. What
     * the answer left behind is collected after it.
     */
    private double cost(Capture capture, @Nullable Double before) {
        @Nullable Double after = target.targetCpuSeconds();
        if (before == null || after == null || target.offer().process() == null) {
            return capture.tookSeconds();
        }
        return COLLECTED_LATER * Math.min(capture.tookSeconds(), after - before);
    }

    private Capture capture(CaptureKind kind) throws CaptureException {
        return switch (kind) {
            case HEAP -> target.takeHeap(collectFirst);
            case HEAP_TEXT -> target.takeHeapText(collectFirst);
            case GOROUTINE,
                    GOROUTINE_LEAK,
                    GOROUTINE_DUMP,
                    ALLOCS,
                    CPU,
                    SYMBOLS,
                    COUNTS,
                    METRICS,
                    EXPVAR,
                    RUNTIME_JSON,
                    PROCESS,
                    SOURCE,
                    OTHER ->
                    target.take(kind);
        };
    }

    private void keep(Capture capture) throws CaptureException {
        audience.taken(capture);
        diagnosis.add(capture);
    }

    private void lost(Errand errand, CaptureException problem) {
        lostInARow++;
        if (errand.givenUp() || gone()) {
            diagnosis.observation().missing(problem.getMessage());
        }
    }

    /** Nothing at all answers any more. */
    private boolean gone() {
        return errands.stream().allMatch(Errand::givenUp) || lostInARow >= 8;
    }

    private void dumpIfDue(double start, double now, double closing) throws CaptureException {
        if (now < nextDump) {
            return;
        }
        dump();
        double middle = start + (closing - start) * 0.5;
        nextDump = now < middle - 1 ? middle : Double.POSITIVE_INFINITY;
    }

    /** The last look of all kinds. */
    private void close() throws CaptureException {
        for (Errand errand : errands) {
            if (!errand.givenUp()) {
                run(errand);
            }
        }
        dump();
    }

    /** Who waits where, and who of them the runtime itself calls leaked. */
    private void dump() throws CaptureException {
        boolean first = diagnosis.observation().dumps().isEmpty();
        takeOnce(CaptureKind.GOROUTINE_DUMP, first ? MOST_DUMPED : MOST_DUMPED_AGAIN);
        takeOnce(CaptureKind.GOROUTINE_LEAK, Integer.MAX_VALUE);
    }

    private void takeOnce(CaptureKind kind, int mostGoroutines) throws CaptureException {
        if (!target.offer().kinds().contains(kind)) {
            return;
        }
        long goroutines = goroutines();
        if (goroutines == UNKNOWN && kind == CaptureKind.GOROUTINE_DUMP) {
            diagnosis
                    .observation()
                    .missing(
                            "no %s: it stops the target for a time that grows with its goroutines, and how many there are could not be read"
                                    .formatted(kind.id()));
            return;
        }
        if (goroutines > mostGoroutines) {
            if (goroutines > MOST_DUMPED) {
                diagnosis
                        .observation()
                        .missing(
                                "no goroutine dump: with %,d goroutines it would stop the target for too long, so go statements and who stays are not known"
                                        .formatted(goroutines));
            }
            return;
        }
        Double before = target.targetCpuSeconds();
        Capture capture;
        try {
            capture = target.take(kind);
        } catch (CaptureException e) {
            diagnosis.observation().missing(e.getMessage());
            return;
        }
        spent += cost(capture, before);
        keep(capture);
    }

    private long goroutines() throws CaptureException {
        Observation seen = diagnosis.observation();
        if (!seen.goroutines().isEmpty()) {
            return seen.goroutines().getLast().total();
        }
        if (seen.latest(Metric.GOROUTINES).isEmpty()
                && target.offer().kinds().contains(CaptureKind.COUNTS)) {
            try {
                keep(target.take(CaptureKind.COUNTS));
            } catch (CaptureException e) {
                return UNKNOWN;
            }
        }
        return (long) seen.latest(Metric.GOROUTINES).orElse(UNKNOWN);
    }

    private boolean sure() {
        Report report = diagnosis.judge();
        return !report.findings().isEmpty()
                && report.findings().stream().noneMatch(f -> f.confidence() == Confidence.SUSPECT);
    }
}
