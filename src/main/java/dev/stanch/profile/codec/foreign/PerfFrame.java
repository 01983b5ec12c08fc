package dev.stanch.profile.codec.foreign;

import java.util.Optional;

/**
 * A frame of {@code perf script}: {@code address symbol+0x1f (object)}.
 *
 * @param function empty when unknown
 * @param object the file that the code lies in; empty when unknown
 */
record PerfFrame(long address, String function, String object) {
    private static final String DELETED = " (deleted)";

    /** The frame on this line; empty if it is none. */
    static Optional<PerfFrame> of(String line) {
        String text = line.strip();
        int end = 0;
        while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0) {
            end++;
        }
        if (end == 0 || end > 16 || (end < text.length() && text.charAt(end) != ' ')) {
            return Optional.empty();
        }
        long address = Long.parseUnsignedLong(text, 0, end, 16);
        String rest = text.substring(end).strip();
        String object = "";
        if (rest.endsWith(")")) {
            String inside = rest.substring(0, rest.length() - 1);
            String plain =
                    inside.endsWith(DELETED)
                            ? inside.substring(0, inside.length() - DELETED.length())
                            : inside;
            int opening = opening(plain);
            if (opening >= 0) {
                object = plain.substring(opening + 1);
                rest = plain.substring(0, opening).strip();
            }
        }
        boolean known = !object.equals("[unknown]") && !object.equals("inlined");
        return Optional.of(new PerfFrame(address, function(rest), known ? object : ""));
    }

    /** Where the object's bracket opens: a path may have brackets itself. */
    private static int opening(String text) {
        int path = Math.max(text.lastIndexOf(" (/"), text.lastIndexOf(" (["));
        if (path >= 0) {
            return path + 1;
        }
        int last = text.lastIndexOf(" (");
        return last >= 0 ? last + 1 : text.startsWith("(") ? 0 : -1;
    }

    private static String function(String symbol) {
        if (symbol.equals("[unknown]")) {
            return "";
        }
        int plus = symbol.lastIndexOf("+0x");
        return plus > 0 ? symbol.substring(0, plus) : symbol;
    }
}
