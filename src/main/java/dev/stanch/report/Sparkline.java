package dev.stanch.report;

/** Growth in a few characters. */
final class Sparkline {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final String ASCII = "_.-=+*#@";

    private Sparkline() {}

    /** One character for each part of the series, from its minimum to its maximum. */
    static String of(double[] values, int width, boolean unicode) {
        double[] means = resample(values, Math.max(1, Math.min(width, values.length)));
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double mean : means) {
            if (Double.isFinite(mean)) {
                low = Math.min(low, mean);
                high = Math.max(high, mean);
            }
        }
        String levels = unicode ? BLOCKS : ASCII;
        var line = new StringBuilder();
        for (double mean : means) {
            if (!Double.isFinite(mean)) {
                line.append(' ');
                continue;
            }
            double share = high > low ? (mean / 2 - low / 2) / (high / 2 - low / 2) : 0;
            line.append(levels.charAt((int) Math.min(7, share * 8)));
        }
        return line.toString();
    }

    private static double[] resample(double[] values, int buckets) {
        double[] means = new double[values.length == 0 ? 0 : buckets];
        for (int i = 0; i < means.length; i++) {
            int from = (int) ((long) i * values.length / buckets);
            int to = (int) ((i + 1L) * values.length / buckets);
            double sum = 0;
            int known = 0;
            for (int j = from; j < to; j++) {
                if (Double.isFinite(values[j])) {
                    sum += values[j];
                    known++;
                }
            }
            means[i] = known == 0 ? Double.NaN : sum / known;
        }
        return means;
    }
}
