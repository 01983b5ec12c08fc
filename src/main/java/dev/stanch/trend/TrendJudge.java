package dev.stanch.trend;

/**
 * Tells growth that goes on from everything that merely looks like it.
 *
 * <p>A leak adds and never gives back, so the judge looks at the {@linkplain Series#lowerEnvelope()
 * lower envelope}: what comes and goes vanishes there. What is left is asked, in this order: does
 * it come and go far more than it gains (wave); did nearly all come at once (step); has it stopped
 * (plateau); does it slow down (slowing); is the rise certain (Mann–Kendall) and spread over the
 * time (growing). Two points prove nothing; a plateau is the usual life of a healthy process, so
 * the last third has the last word.
 *
 * <p>Tried and rejected: least squares over a window alarms on warm-ups and sawteeth; a test on the
 * raw series instead of the envelope loses leaks below a busy load; thresholds in percent depend on
 * what else is on the heap.
 *
 * @param leastPoints fewer are {@link Trend.TooShort}
 * @param leastSeconds a shorter series is {@link Trend.TooShort}
 * @param leastRise a smaller rise, in the series' unit, is {@link Trend.Flat}
 */
public record TrendJudge(int leastPoints, double leastSeconds, double leastRise) {
    /** A tail that adds less than this part of what steady growth would add has stopped. */
    private static final double STOPPED = 0.25;

    /**
     * A second half below this part of the first half's rise is slowing, if that is no accident.
     */
    private static final double SLOWING = 0.6;

    /**
     * After a warm-up the second half must keep up with this part of the first: else it is the
     * warm-up's own end.
     */
    private static final double STEADY = 0.8;

    /** What grows after a warm-up must bring this part of all: less is the warm-up's scatter. */
    private static final double WORTH = 0.08;

    /**
     * A fall of this part of the rise is a wave, unless the lows rise: what a leak adds is never
     * given back.
     */
    private static final double FALL = 0.75;

    /** One interval with more than this part of the whole rise is a step. */
    private static final double AT_ONCE = 0.7;

    /**
     * Mann–Kendall: one series of noise in twenty passes; no more can be asked of a handful of
     * points.
     */
    private static final double CERTAIN = 1.6449;

    /** One in a hundred. */
    private static final double QUITE_CERTAIN = 2.3263;

    public TrendJudge {
        if (leastPoints < 3) {
            throw new IllegalArgumentException("two points prove nothing");
        }
    }

    /**
     * What the series does; after a warm-up, a step or a slowing it is what the rest does, if that
     * grows steadily.
     */
    public Trend judge(Series series) {
        Trend whole = judge(series, SLOWING);
        return switch (whole) {
            case Trend.Plateau _, Trend.Slowing _, Trend.Step _ -> {
                double third = series.seconds()[0] + series.duration() / 3;
                double rise = series.last() - series.first();
                yield judge(series.since(third), STEADY) instanceof Trend.Growing rest
                                && rest.rise() >= WORTH * rise
                        ? rest
                        : whole;
            }
            case Trend.TooShort _, Trend.Flat _, Trend.Falling _, Trend.Wave _, Trend.Growing _ ->
                    whole;
        };
    }

    private Trend judge(Series series, double slowing) {
        if (series.size() < leastPoints || series.duration() < leastSeconds) {
            return new Trend.TooShort(series.size(), series.duration());
        }
        Series kept = series.lowerEnvelope();
        double rise = kept.last() - kept.first();
        if (rise < leastRise) {
            return withoutRise(series);
        }
        double swing = swing(series);
        if (swing > 2 * rise
                || (swing > FALL * rise
                        && !Falls.of(series, FALL * rise).lowsRise(rise / series.duration()))) {
            return new Trend.Wave(swing);
        }
        int largest = largestIncrease(kept);
        double atOnce = kept.values()[largest] - kept.values()[largest - 1];
        if (atOnce > AT_ONCE * rise && increases(kept) < 3) {
            return new Trend.Step(kept.seconds()[largest], atOnce);
        }
        double begin = growthBegins(kept, rise);
        double stop = growthStops(kept, rise);
        double end = kept.seconds()[kept.size() - 1];
        double active = stop - begin;
        double quiet = end - stop;
        double usual = longestQuiet(kept, begin, stop);
        boolean long_ = quiet > Math.max(0.3 * (end - begin), 2 * usual);
        boolean unusual = quiet >= 0.15 * (end - begin) && quiet >= 4 * usual;
        if (quiet > 0 && (long_ || unusual)) {
            return new Trend.Plateau(stop, rise);
        }
        double tail = riseBetween(kept, begin + (end - begin) * 2 / 3, end);
        if (tail < STOPPED * rise / 3) {
            return new Trend.Plateau(stop, rise);
        }
        double middle = begin + (end - begin) / 2;
        double firstHalf = riseBetween(kept, begin, middle);
        double secondHalf = rise - firstHalf;
        TheilSen slope = TheilSen.of(kept.since(begin));
        if (secondHalf < slowing * firstHalf && increases(kept) >= 6) {
            return new Trend.Slowing(slope.slope(), rise);
        }
        // The envelope's end has no future that could pull it down, so noise alone makes it rise:
        // the raw points must too.
        boolean rises =
                TheilSen.of(series.since(begin)).kendall()
                        > (series.size() < 8 ? CERTAIN : QUITE_CERTAIN);
        if (!rises || increases(kept) < 3 || active < leastSeconds / 2) {
            return new Trend.TooShort(series.size(), active);
        }
        double rate = slope.slope() > 0 ? slope.slope() : rise / (end - begin);
        return new Trend.Growing(
                rate, Math.max(0, slope.low()), slope.high(), begin, rise, increases(kept));
    }

    private Trend withoutRise(Series series) {
        double lost = series.first() - series.last();
        if (lost >= leastRise && lost > swing(series) / 2) {
            return new Trend.Falling(-lost / series.duration());
        }
        double swing = swing(series);
        return swing >= 2 * leastRise ? new Trend.Wave(swing) : new Trend.Flat();
    }

    /** The deepest fall from any earlier high. */
    private static double swing(Series series) {
        double high = series.first();
        double deepest = 0;
        for (double value : series.values()) {
            high = Math.max(high, value);
            deepest = Math.max(deepest, high - value);
        }
        return deepest;
    }

    private static int largestIncrease(Series series) {
        int largest = 1;
        for (int i = 2; i < series.size(); i++) {
            if (increase(series, i) > increase(series, largest)) {
                largest = i;
            }
        }
        return largest;
    }

    private static double increase(Series series, int i) {
        return series.values()[i] - series.values()[i - 1];
    }

    private static int increases(Series series) {
        int increases = 0;
        for (int i = 1; i < series.size(); i++) {
            if (increase(series, i) > 0) {
                increases++;
            }
        }
        return increases;
    }

    /**
     * The last moment at which less than 3 % of the rise had come: quiet before a deploy is no part
     * of the growth.
     */
    private static double growthBegins(Series series, double rise) {
        int i = 0;
        while (i + 1 < series.size() && series.values()[i + 1] - series.first() < 0.03 * rise) {
            i++;
        }
        return series.seconds()[i];
    }

    /** The first moment from which less than 3 % of the rise came. */
    private static double growthStops(Series series, double rise) {
        int i = series.size() - 1;
        while (i > 0 && series.last() - series.values()[i - 1] < 0.03 * rise) {
            i--;
        }
        return series.seconds()[i];
    }

    /**
     * The longest time without an increase within the growth: batches have pauses that are no
     * plateau.
     */
    private static double longestQuiet(Series series, double begin, double stop) {
        double longest = 0;
        double last = begin;
        for (int i = 1; i < series.size() && series.seconds()[i] <= stop; i++) {
            if (series.seconds()[i] > begin && increase(series, i) > 0) {
                longest = Math.max(longest, series.seconds()[i] - last);
                last = series.seconds()[i];
            }
        }
        return longest;
    }

    private static double riseBetween(Series series, double from, double to) {
        return series.at(to) - series.at(from);
    }
}
