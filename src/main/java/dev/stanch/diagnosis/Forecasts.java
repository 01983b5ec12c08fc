package dev.stanch.diagnosis;

import dev.stanch.capture.metric.Metric;
import dev.stanch.diagnosis.observation.Observation;
import dev.stanch.leak.Forecast;
import dev.stanch.trend.Series;
import dev.stanch.trend.Trend;
import dev.stanch.trend.TrendJudge;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** When memory ends: the tightest of the limits against the growth of what counts against it. */
final class Forecasts {
    private static final TrendJudge JUDGE = new TrendJudge(5, 6, 256 << 10);
    private final Observation observation;
    private final long userLimit;

    Forecasts(Observation observation, long userLimit) {
        this.observation = observation;
        this.userLimit = userLimit;
    }

    /** Null without a limit or without growth. */
    @Nullable Forecast forecast() {
        if (userLimit > 0) {
            return against(userLimit, "--memory-limit", used());
        }
        OptionalDouble cgroup = observation.latest(Metric.CGROUP_LIMIT);
        if (cgroup.isPresent()) {
            Series usage = observation.metric(Metric.CGROUP_USAGE);
            return against(
                    (long) cgroup.getAsDouble(), "cgroup", usage.size() > 0 ? usage : used());
        }
        OptionalDouble soft = observation.latest(Metric.GOMEMLIMIT);
        if (soft.isPresent() && soft.getAsDouble() > 0 && soft.getAsDouble() < 1L << 60) {
            return against((long) soft.getAsDouble(), "GOMEMLIMIT", go());
        }
        return null;
    }

    private Series used() {
        Series rss = observation.metric(Metric.RSS);
        return rss.size() > 0 ? rss : go();
    }

    private Series go() {
        Series total = observation.metric(Metric.GO_TOTAL);
        return total.size() > 0 ? total : observation.metric(Metric.HEAP_ALLOC);
    }

    private static @Nullable Forecast against(long limit, String source, Series used) {
        if (!(JUDGE.judge(used) instanceof Trend.Growing growing)) {
            return null;
        }
        double left = Math.max(0, limit - used.last());
        return new Forecast(
                limit,
                source,
                (long) used.last(),
                growing.rate(),
                left / growing.high(),
                left / growing.rate(),
                growing.low() <= 0 ? Double.POSITIVE_INFINITY : left / growing.low());
    }
}
