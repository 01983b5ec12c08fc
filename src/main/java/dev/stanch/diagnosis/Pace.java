package dev.stanch.diagnosis;

/**
 * How long to watch and how much it may cost.
 *
 * @param seconds the longest observation
 * @param share part of the target's CPU that requests may cost; 0.01 is one percent
 * @param cpus processors that the target has
 * @param untilSure whether to stop as soon as a leak is certain
 */
public record Pace(double seconds, double share, int cpus, boolean untilSure) {
    /** Before this, nothing is certain. */
    static final double LEAST_SECONDS = 20;

    public Pace {
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("an observation needs time");
        }
    }

    /** CPU seconds that the observation may cost for each second that it lasts. */
    double budgetPerSecond() {
        return share * cpus;
    }
}
