package dev.stanch.report;

import java.util.ArrayList;
import java.util.List;

/** Round values for an axis. */
final class Ticks {
    private static final double[] TEN = {1, 2, 5, 10};
    private static final double[] TWO = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};
    private static final double[] TIME = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400
    };

    private Ticks() {}

    /**
     * At most {@code most} + 1 multiples of a round step that lie within the range; none when the
     * range is empty or not finite.
     */
    static List<Double> of(double low, double high, int most, String unit) {
        double span = high - low;
        if (!(span > 0) || !Double.isFinite(span)) {
            return List.of();
        }
        double step = step(span / most, unit);
        var ticks = new ArrayList<Double>();
        for (double i = Math.ceil(low / step); i * step <= high && ticks.size() <= most; i++) {
            ticks.add(i * step);
        }
        return List.copyOf(ticks);
    }

    private static double step(double least, String unit) {
        return switch (unit) {
            case "bytes" -> scaled(Math.max(1, least), 1024, TWO);
            case "count" -> Math.max(1, scaled(least, 10, TEN));
            default -> least < 1 ? scaled(least, 10, TEN) : time(least);
        };
    }

    private static double scaled(double least, double base, double[] steps) {
        double power = Math.pow(base, Math.floor(Math.log(least) / Math.log(base)));
        for (double step : steps) {
            if (step * power >= least) {
                return step * power;
            }
        }
        return base * power;
    }

    private static double time(double least) {
        for (double step : TIME) {
            if (step >= least) {
                return step;
            }
        }
        return Math.ceil(least / 86_400) * 86_400;
    }
}
