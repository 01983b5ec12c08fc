package dev.stanch.trace.summary;

import java.util.ArrayList;
import java.util.List;

/**
 * How a number went up and down over a time of unknown length, in at most 64 steps: when the time
 * outgrows them, pairs become one.
 */
final class Counts {
    private static final int STEPS = 64;

    private final long start;
    private final long[] deltas = new long[STEPS];
    private long width = 1 << 20;

    Counts(long start) {
        this.start = start;
    }

    void add(long time, long delta) {
        long at = Math.max(0, time - start) / width;
        while (at >= STEPS) {
            for (int i = 0; i < STEPS; i++) {
                deltas[i] = i < STEPS / 2 ? deltas[2 * i] + deltas[2 * i + 1] : 0;
            }
            width *= 2;
            at /= 2;
        }
        deltas[(int) at] += delta;
    }

    /** The number at the end of each part, of this many, up to a time. */
    List<Long> series(long end, int parts) {
        List<Long> series = new ArrayList<>(parts);
        for (int part = 1; part <= parts; part++) {
            double until = (double) (end - start) * part / parts;
            long sum = 0;
            for (int i = 0; i < STEPS && (double) i * width < until; i++) {
                sum += deltas[i];
            }
            series.add(sum);
        }
        return series;
    }
}
