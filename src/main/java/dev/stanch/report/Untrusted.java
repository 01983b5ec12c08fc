package dev.stanch.report;

import java.util.Locale;

/**
 * Text that a target had a say in. A hostile target must not move the cursor, colour the screen,
 * open a tag or turn the reading direction.
 */
final class Untrusted {
    private Untrusted() {}

    /** The text with each unpaired surrogate replaced by U+FFFD. */
    static String wellFormed(String text) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean paired =
                    Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
            if (paired) {
                i++;
            } else {
                clean = clean == null ? new StringBuilder(text) : clean;
                clean.setCharAt(i, '\uFFFD');
            }
        }
        return clean == null ? text : clean.toString();
    }

    /**
     * One line: blanks of any kind become a space; control, format and private characters become
     * visible, such as {@code \x1b} and {@code \u202e}.
     */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(line, c));
        return line.toString();
    }

    private static void append(StringBuilder line, int c) {
        if (c == '\n' || c == '\r' || c == '\t' || Character.isSpaceChar(c)) {
            line.append(' ');
            return;
        }
        switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.UNASSIGNED ->
                    line.append(
                            c < 0x100
                                    ? String.format(Locale.ROOT, "\\x%02x", c)
                                    : String.format(Locale.ROOT, "\\u%04x", c));
            case Character.SURROGATE -> line.append('\uFFFD');
            default -> line.appendCodePoint(c);
        }
    }

    /** For HTML text and attribute values in double quotes; control characters made visible. */
    static String html(String text) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        for (String line : text.split("\n", -1)) {
            if (!html.isEmpty()) {
                html.append('\n');
            }
            escapeHtml(oneLine(line.replace("\t", "    ")), html);
        }
        return html.toString();
    }

    private static void escapeHtml(String line, StringBuilder html) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
    }
}
