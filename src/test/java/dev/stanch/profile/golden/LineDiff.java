package dev.stanch.profile.golden;

import java.io.PrintStream;
import java.util.List;

/** The first lines that differ between two texts, found by looking a little ahead on both sides. */
record LineDiff(List<String> wanted, List<String> got) {
    private static final int AHEAD = 40;
    private static final int WIDTH = 400;

    /** Prints at most so many lines: {@code -} is only wanted, {@code +} only there. */
    void print(PrintStream out, int most) {
        int w = 0;
        int g = 0;
        int printed = 0;
        while (printed < most && (w < wanted.size() || g < got.size())) {
            if (w < wanted.size() && g < got.size() && wanted.get(w).equals(got.get(g))) {
                w++;
                g++;
                continue;
            }
            int[] skip = skip(w, g);
            for (int i = 0; i < skip[0] && printed < most; i++, printed++) {
                out.println(cut("  - " + (w + i + 1) + ": " + wanted.get(w + i)));
            }
            for (int i = 0; i < skip[1] && printed < most; i++, printed++) {
                out.println(cut("  + " + (g + i + 1) + ": " + got.get(g + i)));
            }
            w += skip[0];
            g += skip[1];
        }
        if (printed == most) {
            out.println("  ...");
        }
        if (printed == 0) {
            out.println("  (only the ends of lines differ)");
        }
    }

    /** How many lines to leave out on both sides until they agree again. */
    private int[] skip(int w, int g) {
        for (int sum = 1; sum <= AHEAD; sum++) {
            for (int a = 0; a <= sum; a++) {
                int b = sum - a;
                if (w + a < wanted.size()
                        && g + b < got.size()
                        && wanted.get(w + a).equals(got.get(g + b))) {
                    return new int[] {a, b};
                }
            }
        }
        int left = wanted.size() - w;
        int right = got.size() - g;
        return left <= AHEAD && right <= AHEAD
                ? new int[] {left, right}
                : new int[] {Math.min(1, left), Math.min(1, right)};
    }

    private static String cut(String line) {
        return line.length() > WIDTH ? line.substring(0, WIDTH) + "..." : line;
    }
}
