package dev.stanch.profile.report;

import dev.stanch.profile.graph.GoPath;
import dev.stanch.profile.graph.NodeTable;
import dev.stanch.profile.graph.ShortName;
import java.util.regex.Pattern;

/** Texts inside of a graph in Graphviz's language. */
final class DotText {
    private static final Pattern LONE_BACKSLASH = Pattern.compile("\\\\(?!n)");

    private DotText() {}

    /** Quotes and backslashes escaped, line ends as left-aligned ones. */
    static String escaped(String text) {
        boolean isPlain = text.indexOf('\\') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0;
        return isPlain
                ? text
                : text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\l");
    }

    /** A node's name in short lines: the parts of its function's name below each other. */
    static String nodeName(NodeTable places, int place, ReportFormat format) {
        String function =
                escaped(ShortName.of(places.name(place)))
                        .replace("::", "\\n")
                        .replace("[...]", "[\u2026]")
                        .replace(".", "\\n");
        String file = places.file(place);
        String base = file.isEmpty() ? "" : raw(GoPath.base(file), format);
        return String.join("\\n", places.nameParts(place, function, base)) + "\\n";
    }

    /**
     * A text that {@code pprof -dot} writes as it is, fit for Graphviz: quotes are escaped, and
     * backslashes that begin no line break. With quotes in a label or a program's name pprof's own
     * pictures fail; only the text of {@code -dot} has to be as it is.
     */
    static String raw(String text, ReportFormat format) {
        boolean isPlain = text.indexOf('\\') < 0 && text.indexOf('"') < 0;
        return format == ReportFormat.DOT || isPlain
                ? text
                : LONE_BACKSLASH.matcher(text).replaceAll("\\\\\\\\").replace("\"", "\\\"");
    }
}
