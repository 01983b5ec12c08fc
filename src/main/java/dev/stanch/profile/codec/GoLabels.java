package dev.stanch.profile.codec;

import java.util.LinkedHashMap;
import java.util.Map;

/** Goroutine labels as text: {@code {"key":"value", "other":"value"}} with Go's {@code %q}. */
final class GoLabels {
    private final String text;
    private int position;

    private GoLabels(String text) {
        this.text = text;
    }

    /** The labels in their order; what is malformed ends them. */
    static Map<String, String> parse(String text) {
        GoLabels parser = new GoLabels(text);
        Map<String, String> labels = new LinkedHashMap<>();
        while (parser.toQuote()) {
            String key = parser.quoted();
            if (!parser.toQuote()) {
                break;
            }
            labels.put(key, parser.quoted());
        }
        return labels;
    }

    private boolean toQuote() {
        int quote = text.indexOf('"', position);
        position = quote < 0 ? text.length() : quote + 1;
        return quote >= 0;
    }

    private String quoted() {
        StringBuilder result = new StringBuilder();
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '"') {
                break;
            }
            if (c == '\\' && position < text.length()) {
                escape(text.charAt(position++), result);
            } else {
                result.append(c);
            }
        }
        return result.toString();
    }

    private void escape(char kind, StringBuilder result) {
        switch (kind) {
            case 'a' -> result.append('\u0007');
            case 'b' -> result.append('\b');
            case 'f' -> result.append('\f');
            case 'n' -> result.append('\n');
            case 'r' -> result.append('\r');
            case 't' -> result.append('\t');
            case 'v' -> result.append('\u000b');
            case 'x' -> hex(2, result);
            case 'u' -> hex(4, result);
            case 'U' -> hex(8, result);
            default -> result.append(kind);
        }
    }

    private void hex(int digits, StringBuilder result) {
        int end = Math.min(text.length(), position + digits);
        try {
            int code = Integer.parseUnsignedInt(text, position, end, 16);
            boolean isByte = digits == 2 && code >= 0x80;
            result.appendCodePoint(isByte || !Character.isValidCodePoint(code) ? 0xfffd : code);
        } catch (NumberFormatException malformed) {
            result.append('\ufffd');
        }
        position = end;
    }
}
