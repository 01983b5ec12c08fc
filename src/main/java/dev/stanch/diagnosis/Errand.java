package dev.stanch.diagnosis;

import dev.stanch.capture.CaptureKind;

/**
 * One kind of capture that is taken again and again: when it is due next follows from what it
 * costs. An errand that keeps failing is given up, so that one dead endpoint does not hold up the
 * others.
 */
final class Errand {
    private static final int MOST_FAILURES = 3;
    final CaptureKind kind;
    private final double least;
    private final double share;
    private double due;
    private int failures;

    /**
     * @param least seconds between two, at least
     * @param share part of the whole budget that it may use
     */
    Errand(CaptureKind kind, double least, double share) {
        this.kind = kind;
        this.least = least;
        this.share = share;
    }

    double due() {
        return due;
    }

    boolean givenUp() {
        return failures >= MOST_FAILURES;
    }

    /**
     * It was taken at {@code second} at a cost of {@code cost} CPU seconds. What the last one, when
     * time is up, will cost is set aside.
     */
    void taken(double second, double cost, Pace pace) {
        failures = 0;
        double left = share * pace.budgetPerSecond() * pace.seconds() - cost;
        double interval = left > 0 ? cost * pace.seconds() / left : pace.seconds();
        due = second + Math.max(least, interval);
    }

    /** It could not be had at {@code second}. */
    void failed(double second) {
        failures++;
        due = second + Math.max(1, least) * failures;
    }
}
