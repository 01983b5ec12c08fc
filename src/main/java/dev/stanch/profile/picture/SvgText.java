package dev.stanch.profile.picture;

import java.util.Locale;

/** Pieces of SVG. */
final class SvgText {
    private SvgText() {}

    /** Text for inside of an element or of an attribute. */
    static String escaped(String text) {
        StringBuilder result = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '<' -> result.append("&lt;");
                        case '>' -> result.append("&gt;");
                        case '&' -> result.append("&amp;");
                        case '"' -> result.append("&quot;");
                        default -> result.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
                    }
                });
        return result.toString();
    }

    /** A number with at most one decimal. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** A colour that is one; else grey. */
    static String color(String text) {
        boolean isColor =
                text.length() == 7
                        && text.charAt(0) == '#'
                        && text.chars().skip(1).allMatch(c -> Character.digit(c, 16) >= 0);
        return isColor ? text : "#888888";
    }

    private static boolean isAllowed(int c) {
        boolean isControl = c < ' ' && c != '\n' && c != '\t';
        boolean isSurrogate = c >= 0xD800 && c <= 0xDFFF;
        return !isControl && !isSurrogate && c != 0xFFFE && c != 0xFFFF;
    }
}
