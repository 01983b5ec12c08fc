package dev.stanch.trend;

import java.util.ArrayList;
import java.util.List;

/**
 * The deep falls of a series and the lows between them. What rises after the last fall proves
 * nothing, as the next one may take it back; so where there are falls, growth must show in the
 * lows.
 *
 * @param lows indexes of the points where the series turned up again, the lowest before the first
 *     fall and the last low included
 */
record Falls(Series series, List<Integer> lows) {
    /** The lows must rise at least this much as fast as the series as a whole. */
    private static final double CARRIED = 0.4;

    /**
     * @param depth what a fall, and the rise after it, must have to count
     */
    static Falls of(Series series, double depth) {
        double[] values = series.values();
        List<Integer> lows = new ArrayList<>();
        boolean falling = false;
        int high = 0;
        int low = 0;
        int firstLow = 0;
        for (int i = 1; i < values.length; i++) {
            if (falling && values[i] <= values[low]) {
                low = i;
            } else if (falling && values[i] - values[low] >= depth) {
                lows.add(low);
                falling = false;
                high = i;
            } else if (!falling && values[i] >= values[high]) {
                high = i;
            } else if (!falling && values[high] - values[i] >= depth) {
                if (lows.isEmpty()) {
                    firstLow = lowest(values, high);
                }
                falling = true;
                low = i;
            }
        }
        if (falling) {
            lows.add(low);
        }
        if (!lows.isEmpty() && values[firstLow] < values[lows.getFirst()]) {
            lows.addFirst(firstLow);
        }
        return new Falls(series, lows);
    }

    private static int lowest(double[] values, int end) {
        int lowest = 0;
        for (int i = 1; i < end; i++) {
            if (values[i] < values[lowest]) {
                lowest = i;
            }
        }
        return lowest;
    }

    /**
     * Whether each low is above the one before, and they carry a rise of {@code rate} per second.
     */
    boolean lowsRise(double rate) {
        if (lows.size() < 2) {
            return false;
        }
        double[] values = series.values();
        for (int i = 1; i < lows.size(); i++) {
            if (values[lows.get(i)] <= values[lows.get(i - 1)]) {
                return false;
            }
        }
        int first = lows.getFirst();
        int last = lows.getLast();
        double seconds = series.seconds()[last] - series.seconds()[first];
        return (values[last] - values[first]) / seconds > CARRIED * rate;
    }
}
