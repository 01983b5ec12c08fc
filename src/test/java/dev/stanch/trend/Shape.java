package dev.stanch.trend;

import java.util.Random;

/**
 * What a process may do over time, as a model to simulate: the value at a moment, noise apart.
 * Times are in seconds, values in goroutines or in units of memory.
 */
interface Shape {
    double at(double second);

    /** Leaks {@code rate} a second. */
    static Shape leak(double rate) {
        return second -> rate * second;
    }

    /** Leaks {@code size} at once in each period. */
    static Shape batches(double size, double period, double first) {
        return second -> size * Math.floor((second - first) / period + 1);
    }

    /** Rises to {@code height} at even pace and stays there. */
    static Shape rampTo(double height, double end) {
        return second -> height * Math.min(1, second / end);
    }

    /** A cache that meets fewer and fewer new keys. */
    static Shape saturation(double height, double constant) {
        return second -> height * (1 - Math.exp(-second / constant));
    }

    static Shape wave(double height, double period, double phase) {
        return second -> height / 2 * (1 + Math.sin(2 * Math.PI * (second / period + phase)));
    }

    /** Garbage that piles up and is collected. */
    static Shape sawtooth(double height, double period, double phase) {
        return second -> {
            double cycles = second / period + phase;
            return height * (cycles - Math.floor(cycles));
        };
    }

    static Shape step(double height, double when) {
        return second -> second < when ? 0 : height;
    }

    default Shape plus(Shape other) {
        return second -> at(second) + other.at(second);
    }

    /**
     * Looks at it.
     *
     * @param base what is there anyway
     * @param noise standard deviation of what comes and goes, such as requests in flight, which is
     *     never below nothing
     * @param whole whether values are counts
     */
    default Series observed(
            double duration,
            double every,
            double base,
            double noise,
            boolean whole,
            Random random) {
        SeriesBuilder series = new SeriesBuilder();
        for (double second = 0; second <= duration; second += every) {
            // No timer is punctual.
            double moment = second + 0.1 * every * random.nextDouble();
            double value = base + at(moment) + Math.abs(noise * random.nextGaussian());
            series.add(moment, whole ? Math.rint(value) : value);
        }
        return series.build();
    }
}
