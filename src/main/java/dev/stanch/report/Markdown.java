package dev.stanch.report;

/**
 * Untrusted text in GitHub's Markdown. Nothing in it may format, link, mention a person ({@code
 * @name}), refer to an issue ({@code #1}) or open an HTML tag.
 */
final class Markdown {
    private static final String SPECIAL = "\\`*_{}[]()#+-!|~$^";

    private Markdown() {}

    /** Text within a paragraph or list item. */
    static String text(String raw) {
        var text = new StringBuilder(raw.length() + 16);
        String line = Untrusted.oneLine(raw).strip();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                // The empty comment parts what GitHub would else turn into a mention or a link.
                case '@' -> text.append("@<!-- -->");
                case '#' -> text.append("\\#<!-- -->");
                case ':' -> text.append(line.startsWith("://", i) ? ":<!-- -->" : ":");
                case '.' -> text.append(endsLinkOrNumber(line, i) ? "\\.<!-- -->" : ".");
                default -> {
                    if (SPECIAL.indexOf(c) >= 0 && needsEscape(line, i)) {
                        text.append('\\');
                    }
                    text.append(c);
                }
            }
        }
        return text.toString();
    }

    /** A code span, with as many backticks around as it needs. */
    static String code(String raw) {
        String line = Untrusted.oneLine(raw).strip();
        if (line.isEmpty()) {
            return "` `";
        }
        String fence = "`".repeat(longestRun(line) + 1);
        String space = line.startsWith("`") || line.endsWith("`") ? " " : "";
        return fence + space + line + space + fence;
    }

    /** A fenced block of several lines, each indented by {@code margin}. */
    static String block(String language, String raw, String margin) {
        String fence = "`".repeat(Math.max(3, longestRun(raw) + 1));
        var block = new StringBuilder(margin + fence + language + "\n");
        for (String line : raw.stripTrailing().split("\r?\n", -1)) {
            String clean = Untrusted.oneLine(line.replace("\t", "    ")).stripTrailing();
            block.append(clean.isEmpty() ? "" : margin + clean).append('\n');
        }
        return block.append(margin).append(fence).append('\n').toString();
    }

    /**
     * Plain hyphens, brackets and exclamation marks within words and sentences read better bare.
     */
    private static boolean needsEscape(String line, int i) {
        return switch (line.charAt(i)) {
            case '-', '+' -> i == 0 || line.charAt(i - 1) == line.charAt(i);
            case '(', ')' -> i > 0 && line.charAt(i - 1) == ']';
            default -> true;
        };
    }

    /** {@code www.} is a link, and {@code 1.} at the start a list. */
    private static boolean endsLinkOrNumber(String line, int i) {
        boolean link = line.regionMatches(true, i - 3, "www", 0, 3);
        boolean number = i > 0 && line.substring(0, i).chars().allMatch(c -> c >= '0' && c <= '9');
        return link || number;
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
