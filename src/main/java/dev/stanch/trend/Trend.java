package dev.stanch.trend;

/** What a series does. Rates are per second in the series' own unit. */
public sealed interface Trend {
    /** Fewer points, or a shorter time, than a judgement needs. */
    record TooShort(int points, double seconds) implements Trend {}

    /** Nothing that stays was added. */
    record Flat() implements Trend {}

    /** Less than at the start. */
    record Falling(double rate) implements Trend {}

    /**
     * It grew and has stopped: a warm-up, a pool at its bound.
     *
     * @param since when the growth ended, in the series' seconds
     * @param rise what was added before
     */
    record Plateau(double since, double rise) implements Trend {}

    /** It comes and goes by much more than it gains: a load wave or a sawtooth. */
    record Wave(double amplitude) implements Trend {}

    /**
     * Nearly all growth happened at one moment: a deploy, a loaded table.
     *
     * @param at the moment, in the series' seconds
     */
    record Step(double at, double rise) implements Trend {}

    /**
     * It still grows, but ever more slowly, as a cache does that meets fewer and fewer new keys:
     * nothing that a short observation could call a leak.
     */
    record Slowing(double rate, double rise) implements Trend {}

    /**
     * It grows and shows no end.
     *
     * @param rate best estimate (Theil–Sen)
     * @param low lower end of the rate's 90 % interval
     * @param high upper end
     * @param since when the growth began
     * @param rise what was added since then
     * @param increases at how many points it rose
     */
    record Growing(double rate, double low, double high, double since, double rise, int increases)
            implements Trend {}

    /** Growth that goes on, at whatever pace. */
    default boolean grows() {
        return this instanceof Growing;
    }
}
