package dev.stanch.report;

/**
 * Terminal text in the making. Everything that is printed passes through here, so that no line is
 * wider than the terminal and no character of a target reaches it uncleaned.
 */
final class TextPage {
    /** Meaning, not colour; the colour is chosen here. */
    enum Style {
        PLAIN(""),
        TITLE("1"),
        BAD("1;31"),
        WARN("1;33"),
        GOOD("1;32"),
        CODE("36"),
        FAINT("2");

        private final String sgr;

        Style(String sgr) {
            this.sgr = sgr;
        }
    }

    private static final int LABEL = 10;
    private final StringBuilder text = new StringBuilder();
    private final int columns;
    private final boolean colour;
    private final boolean unicode;

    TextPage(int columns, boolean colour, boolean unicode) {
        this.columns = Math.max(20, columns);
        this.colour = colour;
        this.unicode = unicode;
    }

    boolean unicode() {
        return unicode;
    }

    /** The sign for something left out. */
    String gap() {
        return unicode ? "…" : "...";
    }

    /** Columns left for the text of a field. */
    int fieldRoom(int indent) {
        return columns - indent - labelWidth();
    }

    TextPage blank() {
        text.append('\n');
        return this;
    }

    TextPage paragraph(int indent, Style style, String paragraph) {
        for (String line : Columns.wrap(clean(paragraph), columns - indent)) {
            line(" ".repeat(indent), style, line);
        }
        return this;
    }

    /** Wrapped text beside a label; further lines are indented below the text. */
    TextPage field(int indent, String label, Style style, String value) {
        return field(indent, label, labelWidth(), Style.FAINT, style, value);
    }

    /** A field whose label, in this width, is what is looked for. */
    TextPage wideField(int indent, String label, int width, String value) {
        int fitting = Math.min(width, columns / 2);
        return field(indent, label, fitting, Style.CODE, Style.PLAIN, value);
    }

    private TextPage field(
            int indent, String label, int width, Style labelStyle, Style style, String value) {
        String margin = " ".repeat(indent);
        String name = Columns.cut(clean(label), width - 1).getFirst();
        String lead = name + " ".repeat(width - Columns.width(name));
        for (String line : Columns.wrap(clean(value), columns - indent - width)) {
            line(margin + styled(labelStyle, lead), style, line);
            lead = " ".repeat(width);
        }
        return this;
    }

    /** Lines as they are; those that are too wide are cut and continued. */
    TextPage code(int indent, String code) {
        for (String source : code.replace("\t", "    ").split("\r?\n", -1)) {
            for (String line : Columns.cut(clean(source), columns - indent)) {
                line(line.isBlank() ? "" : " ".repeat(indent), Style.CODE, line.stripTrailing());
            }
        }
        return this;
    }

    private int labelWidth() {
        return columns < 40 ? 6 : LABEL;
    }

    private void line(String margin, Style style, String line) {
        text.append(margin).append(styled(style, line)).append('\n');
    }

    private String styled(Style style, String words) {
        boolean plain = !colour || style == Style.PLAIN || words.isBlank();
        return plain ? words : "\u001b[" + style.sgr + "m" + words + "\u001b[0m";
    }

    private String clean(String raw) {
        String line = Untrusted.oneLine(raw);
        return unicode ? line : ascii(line);
    }

    private static String ascii(String line) {
        var ascii = new StringBuilder(line.length());
        line.codePoints().forEach(c -> ascii.append(c < 0x7f ? Character.toString(c) : ascii(c)));
        return ascii.toString();
    }

    private static String ascii(int c) {
        return switch (c) {
            case '…' -> "...";
            case '–', '—', '‑' -> "-";
            case '‘', '’' -> "'";
            case '“', '”' -> "\"";
            case '≥' -> ">=";
            case '≤' -> "<=";
            case '±' -> "+/-";
            case '×' -> "x";
            case '→' -> "->";
            case '·', '•' -> "*";
            case 'µ' -> "u";
            default -> "?";
        };
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
