package dev.stanch.trace.summary;

/**
 * How often and how long, with quantiles to a power of two: 64 counters whatever the number of
 * waits. Nanoseconds.
 */
public final class Times {
    private final long[] byPower = new long[64];
    private long count;
    private long total;
    private long most;

    void add(long nanos) {
        long time = Math.max(0, nanos);
        byPower[64 - Long.numberOfLeadingZeros(time | 1) - 1]++;
        count++;
        total += time;
        most = Math.max(most, time);
    }

    public long count() {
        return count;
    }

    public long total() {
        return total;
    }

    public long most() {
        return most;
    }

    /**
     * An upper bound of this share's time, at most twice the exact one.
     *
     * @param share such as 0.99
     */
    public long quantile(double share) {
        long wanted = (long) Math.ceil(share * count);
        long seen = 0;
        for (int power = 0; power < byPower.length; power++) {
            seen += byPower[power];
            if (seen >= wanted && seen > 0) {
                return power >= 62 ? most : Math.min(most, (2L << power) - 1);
            }
        }
        return most;
    }
}
