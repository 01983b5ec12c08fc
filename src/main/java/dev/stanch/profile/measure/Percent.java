package dev.stanch.profile.measure;

/** Shares of a total as pprof prints them ({@code measurement.Percentage}). */
public final class Percent {
    private static final String[] PADDING = {"", " ", "  ", "   ", "    ", "     "};

    private Percent() {}

    /**
     * The size of the share without its sign, right-aligned in six places: {@code " 5.30%"}, {@code
     * " 100%"} for nearly all, two digits below one percent; no total counts as no share.
     */
    public static String of(long value, long total) {
        double share = total == 0 ? 0 : Math.abs((double) value / (double) total) * 100;
        if (share >= 99.95 && share <= 100.05) {
            return "  100%";
        }
        String number = share >= 1 ? GoFloat.fixed2(share) : GoFloat.general2(share);
        return PADDING[Math.max(0, 5 - number.length())] + number + "%";
    }
}
