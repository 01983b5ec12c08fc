package dev.stanch.diagnosis.rule;

import dev.stanch.capture.metric.Metric;
import dev.stanch.diagnosis.observation.Observation;
import dev.stanch.trend.Series;
import dev.stanch.trend.SeriesBuilder;
import dev.stanch.trend.Trend;
import dev.stanch.trend.TrendJudge;

/**
 * The live heap as the runtime itself counts it, against which the heap profile's samples are held:
 * a busy line whose memory comes and goes may seem to grow by the luck of sampling, but then the
 * whole does not.
 */
final class ExactHeap {
    /**
     * The goal never falls below 4 MiB times GOGC/100 (runtime/mgcpacer.go): there it tells
     * nothing.
     */
    private static final double FLOOR = 1.1 * (4 << 20);

    /** The whole must gain this part of what a line seems to gain. */
    private static final double LEAST_PART = 0.25;

    private static final TrendJudge JUDGE = new TrendJudge(5, 6, 512 << 10);
    private final Series live;

    /** While an array is enlarged both it and its copy are alive for a moment: that is no gain. */
    private final Series kept;

    private final Trend trend;

    ExactHeap(Observation observation) {
        this.live = live(observation);
        this.kept = live.lowerEnvelope();
        this.trend = JUDGE.judge(live);
    }

    private static Series live(Observation observation) {
        Series counted = observation.metric(Metric.HEAP_LIVE);
        if (counted.size() >= 3) {
            return counted;
        }
        Series goal = observation.metric(Metric.HEAP_GOAL);
        boolean limited = observation.latest(Metric.GOMEMLIMIT).orElse(0) > 0;
        if (goal.size() < 3 || goal.last() < FLOOR || limited) {
            return new SeriesBuilder().build();
        }
        double percent = observation.latest(Metric.GOGC).orElse(100);
        SeriesBuilder builder = new SeriesBuilder();
        for (int i = 0; i < goal.size(); i++) {
            builder.add(goal.seconds()[i], goal.values()[i] / (1 + Math.max(1, percent) / 100));
        }
        return builder.build();
    }

    /** What the whole does; {@link Trend.TooShort} where it is not known. */
    Trend trend() {
        return trend;
    }

    /**
     * Whether the whole heap's growth leaves room for what the line seems to gain; true where
     * nothing is known.
     */
    boolean allows(Series line, Trend own) {
        if (live.size() == 0) {
            return true;
        }
        double end = Math.min(line.seconds()[line.size() - 1], live.seconds()[live.size() - 1]);
        double begin = own instanceof Trend.Growing growing ? growing.since() : line.seconds()[0];
        double middle = begin + (end - begin) / 3;
        if (trend instanceof Trend.Plateau plateau) {
            // Where the whole has stopped, only what the line claims since then counts.
            middle = Math.max(middle, Math.min(plateau.since(), end));
        }
        if (collections(middle, end) < 2) {
            return true;
        }
        double claimed = line.at(end) - line.at(middle);
        double gained = kept.at(end) - kept.at(middle);
        return claimed <= 0 || gained >= LEAST_PART * claimed;
    }

    /**
     * How many collections were seen to end meanwhile: the number changes with each of them, and
     * only then. On a busy machine they are rare, and between them it says nothing.
     */
    private int collections(double from, double to) {
        int changes = 0;
        for (int i = 1; i < live.size(); i++) {
            double second = live.seconds()[i];
            boolean changed = live.values()[i] != live.values()[i - 1];
            changes += second > from && second <= to && changed ? 1 : 0;
        }
        return changes;
    }
}
