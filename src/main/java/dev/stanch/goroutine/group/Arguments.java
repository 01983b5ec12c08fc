package dev.stanch.goroutine.group;

/**
 * What the arguments of one frame have in common over many goroutines. Compared word by word, so
 * that of {@code 0xc000012000, 0x5} and {@code 0xc000078000, 0x5} the second stays.
 */
final class Arguments {
    /** Stands for a word that is not the same in all. */
    static final String VARIES = "…";

    private static final char MARK = '…';

    private Arguments() {}

    /** The common part of a pattern and one more frame's arguments; the pattern itself if equal. */
    static String common(String pattern, String arguments) {
        return pattern.equals(arguments) || covers(pattern, arguments)
                ? pattern
                : merged(pattern, arguments);
    }

    /** Whether the pattern stands for these arguments already; makes nothing. */
    private static boolean covers(String pattern, String arguments) {
        int p = 0;
        int a = 0;
        while (p < pattern.length() && a < arguments.length()) {
            char c = pattern.charAt(p);
            if (c == MARK) {
                p++;
                a = endOfWord(arguments, a);
            } else if (c == arguments.charAt(a)) {
                p++;
                a++;
            } else {
                return false;
            }
        }
        return p == pattern.length() && a == arguments.length();
    }

    private static String merged(String pattern, String arguments) {
        StringBuilder out = new StringBuilder(pattern.length());
        int p = 0;
        int a = 0;
        while (p < pattern.length() && a < arguments.length()) {
            int pEnd = endOfWord(pattern, p);
            int aEnd = endOfWord(arguments, a);
            if (pEnd > p && aEnd > a) {
                boolean same =
                        pEnd - p == aEnd - a && pattern.regionMatches(p, arguments, a, pEnd - p);
                out.append(same ? pattern.substring(p, pEnd) : VARIES);
                p = pEnd;
                a = aEnd;
            } else if (pEnd == p && aEnd == a && pattern.charAt(p) == arguments.charAt(a)) {
                out.append(pattern.charAt(p));
                p++;
                a++;
            } else {
                return VARIES;
            }
        }
        return p == pattern.length() && a == arguments.length() ? out.toString() : VARIES;
    }

    private static int endOfWord(String text, int from) {
        int at = from;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isWord(char c) {
        return c != ',' && c != ' ' && c != '{' && c != '}';
    }
}
