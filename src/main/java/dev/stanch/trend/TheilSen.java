package dev.stanch.trend;

import java.util.Arrays;

/**
 * The Theil–Sen slope: the median of the slopes of all pairs of points, which a few outliers cannot
 * move; its interval is Sen's (1968), from the variance of Kendall's S. Long series are thinned to
 * 300 points first, as the number of pairs is quadratic.
 *
 * @param slope per second
 * @param low lower end of the 90 % interval
 * @param high upper end of the 90 % interval
 * @param kendall standardised Mann–Kendall statistic: above 1.645 the series rises with 95 %
 *     certainty
 */
record TheilSen(double slope, double low, double high, double kendall) {
    private static final int MOST_POINTS = 300;
    private static final double QUANTILE_95 = 1.6449;

    static TheilSen of(Series series) {
        Series points = thinned(series);
        int n = points.size();
        if (n < 2) {
            throw new IllegalArgumentException("a slope needs two points");
        }
        double[] slopes = new double[n * (n - 1) / 2];
        double s = 0;
        int k = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                double rise = points.values()[j] - points.values()[i];
                slopes[k++] = rise / (points.seconds()[j] - points.seconds()[i]);
                s += Math.signum(rise);
            }
        }
        Arrays.sort(slopes);
        double deviation = Math.sqrt(variance(points.values()));
        int low = (int) Math.floor((slopes.length - QUANTILE_95 * deviation) / 2);
        int high = (int) Math.ceil((slopes.length + QUANTILE_95 * deviation) / 2);
        double kendall = deviation == 0 ? 0 : (s - Math.signum(s)) / deviation;
        return new TheilSen(
                median(slopes),
                slopes[Math.clamp(low, 0, slopes.length - 1)],
                slopes[Math.clamp(high, 0, slopes.length - 1)],
                kendall);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Variance of Kendall's S with the correction for ties. */
    private static double variance(double[] values) {
        double n = values.length;
        double total = n * (n - 1) * (2 * n + 5);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length; ) {
            int j = i;
            while (j < sorted.length && sorted[j] == sorted[i]) {
                j++;
            }
            double ties = j - i;
            total -= ties * (ties - 1) * (2 * ties + 5);
            i = j;
        }
        return Math.max(0, total / 18);
    }

    private static Series thinned(Series series) {
        int n = series.size();
        if (n <= MOST_POINTS) {
            return series;
        }
        double[] seconds = new double[MOST_POINTS];
        double[] values = new double[MOST_POINTS];
        for (int i = 0; i < MOST_POINTS; i++) {
            int index = (int) ((long) i * (n - 1) / (MOST_POINTS - 1));
            seconds[i] = series.seconds()[index];
            values[i] = series.values()[index];
        }
        return new Series(seconds, values);
    }
}
