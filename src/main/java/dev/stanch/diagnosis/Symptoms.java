package dev.stanch.diagnosis;

import dev.stanch.capture.metric.Metric;
import dev.stanch.diagnosis.observation.Observation;
import dev.stanch.leak.Finding;
import dev.stanch.leak.Symptom;
import dev.stanch.trend.Series;
import dev.stanch.trend.Trend;
import dev.stanch.trend.TrendJudge;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Names the runbook's symptoms where they are seen. */
final class Symptoms {
    /** A process this young may owe its growth to a deploy. */
    private static final double DEPLOY_SECONDS = 24 * 3600;

    private final Observation observation;
    private final List<Finding> findings;

    Symptoms(Observation observation, List<Finding> findings) {
        this.observation = observation;
        this.findings = findings;
    }

    List<Symptom> seen() {
        List<Symptom> seen = new ArrayList<>();
        growth(seen, Metric.RSS, "rss-growth", "resident memory (RSS)", 1 << 20, "MiB");
        growth(seen, Metric.GOROUTINES, "goroutine-growth", "goroutine count", 3, "");
        pauses(seen);
        OptionalDouble share = observation.latest(Metric.GC_CPU_FRACTION);
        if (share.isPresent() && share.getAsDouble() > 0.1) {
            seen.add(
                    new Symptom(
                            "gc-cpu",
                            "the garbage collector has used %.0f %% of the CPU since the start"
                                    .formatted(share.getAsDouble() * 100)));
        }
        OptionalDouble kills = observation.latest(Metric.OOM_KILLS);
        if (kills.isPresent() && kills.getAsDouble() > 0) {
            seen.add(
                    new Symptom(
                            "oom-killed",
                            "the control group counts %.0f kills for lack of memory (exit code 137)"
                                    .formatted(kills.getAsDouble())));
        }
        deploy(seen);
        return seen;
    }

    private void growth(
            List<Symptom> seen, Metric metric, String id, String what, double least, String unit) {
        Series series = observation.metric(metric);
        if (series.size() > 0
                && series.last() - series.first() >= Math.max(least, 0.05 * series.first())
                && new TrendJudge(5, 6, least).judge(series) instanceof Trend.Growing growing) {
            double scale = unit.isEmpty() ? 1 : 1 << 20;
            seen.add(
                    new Symptom(
                            id,
                            String.format(
                                    Locale.ROOT,
                                    "%s rose from %.0f to %.0f%s in %.0f s",
                                    what,
                                    series.first() / scale,
                                    series.last() / scale,
                                    unit.isEmpty() ? "" : " " + unit,
                                    growing.since() < series.seconds()[0]
                                            ? 0
                                            : series.duration())));
        }
    }

    /** Pauses that grow with the heap: mean pause in the second half against the first. */
    private void pauses(List<Symptom> seen) {
        Series count = observation.metric(Metric.GC_COUNT);
        Series total = observation.metric(Metric.GC_PAUSE_SECONDS_TOTAL);
        if (count.size() < 6 || total.size() != count.size()) {
            return;
        }
        int middle = count.size() / 2;
        double before = mean(count, total, 0, middle);
        double after = mean(count, total, middle, count.size() - 1);
        if (before > 0 && after > 1.5 * before && after > 0.001) {
            seen.add(
                    new Symptom(
                            "gc-pauses",
                            "the mean GC pause rose from %.1f ms to %.1f ms"
                                    .formatted(before * 1e3, after * 1e3)));
        }
    }

    private static double mean(Series count, Series total, int from, int to) {
        double cycles = count.values()[to] - count.values()[from];
        return cycles <= 0 ? 0 : (total.values()[to] - total.values()[from]) / cycles;
    }

    private void deploy(List<Symptom> seen) {
        OptionalDouble start = observation.latest(Metric.PROCESS_START);
        if (findings.isEmpty() || start.isEmpty() || observation.started() == null) {
            return;
        }
        double age = observation.started().getEpochSecond() - start.getAsDouble();
        if (age >= 60 && age < DEPLOY_SECONDS) {
            String version = observation.facts().getOrDefault("appVersion", "");
            seen.add(
                    new Symptom(
                            "since-deploy",
                            "the process was started %.0f min before%s: look at what that deploy changed"
                                    .formatted(
                                            age / 60,
                                            version.isEmpty()
                                                    ? ""
                                                    : " (version " + version + ")")));
        }
    }
}
