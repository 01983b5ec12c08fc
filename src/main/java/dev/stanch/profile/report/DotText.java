package dev.stanch.profile.report;

import dev.stanch.profile.graph.GoPath;
import dev.stanch.profile.graph.NodeTable;
import dev.stanch.profile.graph.ShortName;

/** Texts inside of a graph in Graphviz's language. */
final class DotText {
    private DotText() {}

    /** Quotes and backslashes escaped, line ends as left-aligned ones. */
    static String escaped(String text) {
        boolean isPlain = text.indexOf('\\') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0;
        return isPlain
                ? text
                : text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\l");
    }

    /** A node's name in short lines: the parts of its function's name below each other. */
    static String nodeName(NodeTable places, int place) {
        String function =
                escaped(ShortName.of(places.name(place)))
                        .replace("::", "\\n")
                        .replace("[...]", "[\u2026]")
                        .replace(".", "\\n");
        String file = places.file(place);
        String base = file.isEmpty() ? "" : GoPath.base(file);
        return String.join("\\n", places.nameParts(place, function, base)) + "\\n";
    }
}
