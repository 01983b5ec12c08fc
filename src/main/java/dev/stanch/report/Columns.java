package dev.stanch.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Text measured in terminal columns: wrapping and shortening. */
final class Columns {
    /**
     * First and last characters of the blocks that Unicode's EastAsianWidth.txt gives as wide or
     * full-width, coarsely.
     */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x231A, 0x23FF, 0x25FD, 0x27BF, 0x2B1B, 0x2B55,
        0x2E80, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7FF, 0xF900, 0xFAFF,
        0xFE10, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x16000, 0x1B2FF,
        0x1F000, 0x3FFFF
    };

    private Columns() {}

    /** How many columns the text takes; combining marks none, East Asian wide characters two. */
    static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    private static int width(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            default -> isWide(c) ? 2 : 1;
        };
    }

    private static boolean isWide(int c) {
        int range = Arrays.binarySearch(WIDE, c);
        return range >= 0 || (-range - 1) % 2 == 1;
    }

    /** Wraps at spaces; a word that is wider than a line is cut. */
    static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        int used = 0;
        for (String word : text.strip().split(" +", -1)) {
            int size = width(word);
            if (used > 0 && used + 1 + size <= width) {
                line.append(' ').append(word);
                used += 1 + size;
                continue;
            }
            if (used > 0) {
                lines.add(line.toString());
            }
            List<String> pieces = cut(word, width);
            lines.addAll(pieces.subList(0, pieces.size() - 1));
            line = new StringBuilder(pieces.getLast());
            used = width(pieces.getLast());
        }
        lines.add(line.toString());
        return lines;
    }

    /** Cuts into pieces of at most this width; at least one piece, which may be empty. */
    static List<String> cut(String text, int width) {
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder();
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            int size = width(c);
            if (used + size > width && used > 0) {
                pieces.add(piece.toString());
                piece.setLength(0);
                used = 0;
            }
            piece.appendCodePoint(c);
            used += size;
        }
        pieces.add(piece.toString());
        return pieces;
    }

    /**
     * A path or qualified name in at most this width. Folders in the middle go first ({@code
     * github.com/…/pool.(*Pool).Get}); the last element is kept whole, even if it alone is wider.
     */
    static String shorten(String path, int width, String gap) {
        if (width(path) <= width) {
            return path;
        }
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (last.length() == path.length()) {
            return path;
        }
        String head = path.substring(0, path.length() - last.length() - 1);
        int firstEnd = head.indexOf('/', 1);
        String first = firstEnd < 0 ? "" : head.substring(0, firstEnd + 1);
        String best = width(first + gap + "/" + last) <= width ? first + gap + "/" + last : last;
        for (int cut = head.indexOf('/', firstEnd + 1);
                cut >= 0;
                cut = head.indexOf('/', cut + 1)) {
            String candidate = first + gap + path.substring(cut);
            if (width(candidate) <= width) {
                return candidate;
            }
        }
        return best;
    }

    /** The text in at most this width, with a gap in its middle where it is cut. */
    static String middle(String text, int width, String gap) {
        if (width(text) <= width) {
            return text;
        }
        int room = Math.max(0, width - width(gap));
        String start = cut(text, Math.max(1, room / 2)).getFirst();
        int[] points = text.codePoints().toArray();
        int from = points.length;
        int used = 0;
        while (from > 0 && used + width(points[from - 1]) <= room - width(start)) {
            from--;
            used += width(points[from]);
        }
        return start + gap + new String(points, from, points.length - from);
    }
}
