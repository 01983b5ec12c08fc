package dev.stanch.profile.report;

/**
 * Colours of a graph by the share of the total: red for what adds to it, green for what takes from
 * it, grey near nothing.
 */
final class DotColor {
    private static final double GREY_BELOW = 0.2;

    /** The exponent that moves small shares away from grey. */
    private static final double SPREAD = 0.3;

    private DotColor() {}

    /** A dark colour, for lines. */
    static String line(double share) {
        return of(share, 1.0, 0.7);
    }

    /** A light colour, for backgrounds. */
    static String fill(double share) {
        return of(share, 0.1, 0.93);
    }

    private static String of(double share, double fullSaturation, double value) {
        double score = Math.max(-1.0, Math.min(1.0, share));
        double saturation = fullSaturation;
        if (Math.abs(score) < GREY_BELOW) {
            saturation *= Math.abs(score) / GREY_BELOW;
        }
        double strength = Math.pow(Math.abs(score), SPREAD);
        double faded = value * (1 - saturation * strength);
        double red = score < 0 ? faded : value;
        double green = score < 0 ? value : faded;
        double blue = value * (1 - saturation);
        StringBuilder text = new StringBuilder(7).append('#');
        hex(text, red);
        hex(text, green);
        hex(text, blue);
        return text.toString();
    }

    private static void hex(StringBuilder text, double part) {
        int level = (int) (part * 255.0) & 0xff;
        text.append(Character.forDigit(level >> 4, 16)).append(Character.forDigit(level & 15, 16));
    }
}
