package dev.stanch.diagnosis;

import dev.stanch.capture.Capture;
import dev.stanch.capture.metric.Metric;
import dev.stanch.diagnosis.observation.Observation;
import dev.stanch.diagnosis.rule.Candidate.Goroutines;
import dev.stanch.diagnosis.rule.Candidate.Heap;
import dev.stanch.diagnosis.rule.GoroutineGrowth;
import dev.stanch.diagnosis.rule.HeapGrowth;
import dev.stanch.diagnosis.rule.Knowledge;
import dev.stanch.diagnosis.rule.Leaks;
import dev.stanch.diagnosis.rule.NativeGrowth;
import dev.stanch.diagnosis.rule.Rules;
import dev.stanch.leak.Confidence;
import dev.stanch.leak.Finding;
import dev.stanch.leak.Forecast;
import dev.stanch.leak.Plot;
import dev.stanch.leak.Report;
import dev.stanch.leak.Verdict;
import dev.stanch.scan.CodeFacts;
import dev.stanch.trend.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** One target's case: captures go in, in time order; {@link #judge} may be asked at any moment. */
public final class Diagnosis {
    /** Shorter observations end no case with "clean". */
    private static final double CLEAN_SECONDS = 15;

    private static final int CLEAN_PROFILES = 4;

    /** No trend is judged before. */
    private static final double LEAST_SECONDS = 7;

    /** Two profiles that differ by less are not worth a line. */
    private static final long RISEN_GOROUTINES = 20;

    private static final long RISEN_BYTES = 1 << 20;

    private final Question question;
    private final Observation observation = new Observation();
    private final CodeFacts code;

    public Diagnosis(Question question) {
        this.question = question;
        this.code = new CodeFacts(new ObservedSources(observation, question.sources()));
    }

    public void add(Capture capture) {
        observation.add(capture);
    }

    public Observation observation() {
        return observation;
    }

    /** What all captures so far tell. */
    public Report judge() {
        return judge(0, null);
    }

    /**
     * @param requests how many requests the observation cost the target
     * @param targetCpuSeconds CPU time that they cost it; null when not measured
     */
    public Report judge(int requests, @Nullable Double targetCpuSeconds) {
        Knowledge knowledge =
                new Knowledge(
                        observation,
                        code,
                        question.binary().calls(),
                        observation.duration(),
                        uptime());
        GoroutineGrowth goroutineGrowth = new GoroutineGrowth(observation);
        HeapGrowth heapGrowth = new HeapGrowth(observation);
        List<Goroutines> goroutines = goroutineGrowth.find();
        List<Heap> heaps = heapGrowth.find();
        boolean brief = observation.duration() < LEAST_SECONDS;
        if (brief || observation.goroutines().size() <= CLEAN_PROFILES) {
            goroutines = merged(goroutines, goroutineGrowth.risen(RISEN_GOROUTINES));
        }
        goroutines = merged(goroutines, goroutineGrowth.crowds());
        if (brief || observation.heaps().size() < CLEAN_PROFILES) {
            heaps = heapGrowth.risen(RISEN_BYTES).stream().limit(3).toList();
        }
        List<Finding> findings =
                new Leaks(knowledge, Rules.all())
                        .find(
                                goroutines,
                                heaps,
                                new NativeGrowth(observation, code, question.binary().nativeCalls())
                                        .find());
        @Nullable Forecast forecast = new Forecasts(observation, question.memoryLimit()).forecast();
        findings = findings.stream().map(f -> withTimeToLimit(f, forecast)).toList();
        List<String> incomplete = new ArrayList<>(observation.incomplete());
        Verdict verdict = verdict(findings, incomplete);
        Instant started = observation.started();
        return new Report(
                question.target(),
                started == null ? Instant.EPOCH : started,
                observation.duration(),
                verdict,
                Summary.of(verdict, findings, forecast, observation.duration()),
                findings,
                new Symptoms(observation, findings).seen(),
                forecast,
                new FactsOfTarget(observation).all(),
                Double.isNaN(knowledge.uptimeSeconds()) ? null : knowledge.uptimeSeconds(),
                requests,
                targetCpuSeconds,
                plots(heapGrowth),
                incomplete);
    }

    private static List<Goroutines> merged(List<Goroutines> found, List<Goroutines> risen) {
        List<Goroutines> all = new ArrayList<>(found);
        for (Goroutines g : risen) {
            if (all.stream().noneMatch(other -> other.group().spot().equals(g.group().spot()))) {
                all.add(g);
            }
        }
        return all;
    }

    private Verdict verdict(List<Finding> findings, List<String> incomplete) {
        if (findings.stream().anyMatch(f -> f.confidence() != Confidence.SUSPECT)) {
            return Verdict.LEAKING;
        }
        boolean enough = true;
        if (observation.judgedSeconds() < CLEAN_SECONDS) {
            enough = false;
            incomplete.add(
                    "observed for %.0f s only: a verdict needs at least %.0f s; use --for 60s"
                            .formatted(observation.judgedSeconds(), CLEAN_SECONDS));
        }
        if (observation.goroutines().size() < CLEAN_PROFILES
                && observation.metric(Metric.GOROUTINES).size() < CLEAN_PROFILES) {
            enough = false;
            incomplete.add(
                    "too few goroutine profiles (%d) to call it clean: two points are no evidence"
                            .formatted(observation.goroutines().size()));
        }
        if (observation.heaps().size() < CLEAN_PROFILES) {
            enough = false;
            incomplete.add(
                    "too few heap profiles (%d) to call it clean: two points are no evidence"
                            .formatted(observation.heaps().size()));
        }
        return enough && findings.isEmpty() ? Verdict.CLEAN : Verdict.UNSURE;
    }

    private static Finding withTimeToLimit(Finding f, @Nullable Forecast forecast) {
        Double rate = f.bytesPerSecond();
        if (forecast == null || rate == null || rate <= 0) {
            return f;
        }
        double seconds = Math.max(0, forecast.limitBytes() - forecast.usedBytes()) / rate;
        return new Finding(
                f.cause(),
                f.confidence(),
                f.site(),
                f.origin(),
                f.holder(),
                f.waitReason(),
                f.waitMinSeconds(),
                f.count(),
                f.ratePerSecond(),
                f.bytes(),
                f.bytesPerSecond(),
                seconds,
                f.evidence(),
                f.why(),
                f.fix(),
                f.plot());
    }

    private double uptime() {
        OptionalDouble start = observation.latest(Metric.PROCESS_START);
        Instant started = observation.started();
        return start.isEmpty() || started == null
                ? Double.NaN
                : started.getEpochSecond() + observation.duration() - start.getAsDouble();
    }

    private List<Plot> plots(HeapGrowth heap) {
        List<Plot> plots = new ArrayList<>();
        Series goroutines = observation.metric(Metric.GOROUTINES);
        addPlot(plots, "goroutines", "count", goroutines);
        addPlot(plots, "heap in use", "bytes", heap.total());
        addPlot(plots, "resident memory (RSS)", "bytes", observation.metric(Metric.RSS));
        return plots;
    }

    private static void addPlot(List<Plot> plots, String title, String unit, Series series) {
        if (series.size() >= 2) {
            plots.add(new Plot(title, unit, series.seconds(), series.values()));
        }
    }
}
