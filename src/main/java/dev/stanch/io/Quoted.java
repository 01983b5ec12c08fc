package dev.stanch.io;

/** Text in double quotes as Go's {@code strconv.Quote} and {@code %q} write it. */
public final class Quoted {
    private Quoted() {}

    /**
     * Quotes it.
     *
     * @param text in which a lone surrogate of U+DC80 to U+DCFF stands for a byte that was no UTF-8
     */
    public static String of(String text) {
        StringBuilder result = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> append(result, c));
        return result.append('"').toString();
    }

    private static void append(StringBuilder out, int c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            case '\r' -> out.append("\\r");
            case 0x07 -> out.append("\\a");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case 0x0b -> out.append("\\v");
            default -> {
                if (c < 0x20 || c == 0x7f) {
                    hex(out, "\\x", c, 2);
                } else if (c >= 0xdc80 && c <= 0xdcff) {
                    hex(out, "\\x", c - 0xdc00, 2);
                } else if (isPrintable(c)) {
                    out.appendCodePoint(c);
                } else if (c < 0x10000) {
                    hex(out, "\\u", c, 4);
                } else {
                    hex(out, "\\U", c, 8);
                }
            }
        }
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    private static void hex(StringBuilder out, String prefix, int c, int digits) {
        String number = Integer.toHexString(c);
        out.append(prefix).append("0".repeat(digits - number.length())).append(number);
    }
}
