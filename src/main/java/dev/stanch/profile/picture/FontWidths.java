package dev.stanch.profile.picture;

import java.util.List;

/**
 * How wide text is in Helvetica, and in the fonts made to its measures (Arial, Liberation Sans).
 */
final class FontWidths {
    /** From space to tilde, in thousandths of the font's size. */
    private static final int[] WIDTHS = {
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556,
        556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722,
        722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
        667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
        556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,
        500, 334, 260, 334, 584
    };

    private static final int OTHER = 700;
    private static final double LINE_HEIGHT = 1.2;

    private FontWidths() {}

    static double width(List<String> lines, double fontSize) {
        double widest = 0;
        for (String line : lines) {
            int sum =
                    line.codePoints()
                            .map(c ->
                                    c >= ' ' && c <= '~'
                                            ? WIDTHS[c - ' ']
                                            : c > 0x2000 ? 1000 : OTHER)
                            .sum();
            widest = Math.max(widest, sum * fontSize / 1000);
        }
        return widest;
    }

    static double height(List<String> lines, double fontSize) {
        return lines.size() * lineHeight(fontSize);
    }

    static double lineHeight(double fontSize) {
        return fontSize * LINE_HEIGHT;
    }
}
