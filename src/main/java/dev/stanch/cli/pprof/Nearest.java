package dev.stanch.cli.pprof;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The word that was probably meant. */
final class Nearest {
    private static final int MOST_EDITS = 2;

    private Nearest() {}

    /** A flag near the given one; {@code -top10} is the shell's way to say two flags. */
    static @Nullable String flag(String name, Collection<String> known) {
        int digits = name.length();
        while (digits > 0 && Character.isDigit(name.charAt(digits - 1))) {
            digits--;
        }
        String word = name.substring(0, digits);
        if (digits < name.length() && known.contains(word)) {
            return "-" + word + " -nodecount=" + name.substring(digits);
        }
        @Nullable String near = of(name, known);
        return near == null ? null : "-" + near;
    }

    static @Nullable String of(String name, Collection<String> known) {
        String best = null;
        int fewest = Math.min(MOST_EDITS, name.length() / 2) + 1;
        for (String word : known) {
            int edits = distance(name, word);
            if (edits < fewest || (edits == fewest && best != null && word.compareTo(best) < 0)) {
                best = word;
                fewest = edits;
            }
        }
        return best;
    }

    /** Letters to add, drop or change, and neighbours to exchange. */
    private static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : fewest(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int fewest(int[][] rows, String a, String b, int i, int j) {
        int change = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int edits = Math.min(change, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        boolean isSwap =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return isSwap ? Math.min(edits, rows[i - 2][j - 2] + 1) : edits;
    }
}
