package dev.stanch.report;

import dev.stanch.goroutine.Frame;
import dev.stanch.goroutine.group.Group;
import dev.stanch.goroutine.group.Judged;
import dev.stanch.goroutine.group.Standing;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The report of dumps as one self-contained page: the answer as the terminal has it, then every
 * group to be searched and opened. Everything from the dump is escaped; the page loads nothing.
 */
public final class DumpHtml {
    private static final int COLUMNS = 110;

    private DumpHtml() {}

    public static void write(DumpReport dumps, Appendable out) throws IOException {
        String names =
                dumps.inputs().stream()
                        .map(DumpReport.Input::name)
                        .collect(Collectors.joining(", "));
        HtmlReport.begin("goroutines – " + Untrusted.html(names), "dump.css", out);
        out.append("<h1>Goroutines of <code>")
                .append(Untrusted.html(names))
                .append("</code></h1>\n<pre>")
                .append(Untrusted.html(new DumpText(dumps, 10, false).text(COLUMNS, false, true)))
                .append("</pre>\n<h2>All stacks</h2>\n<div class=\"tools\">")
                .append(
                        "<input id=\"search\" type=\"search\" placeholder=\"search functions, files, states, labels (/)\">")
                .append("<button id=\"open\">open</button><button id=\"close\">close</button>")
                .append("<span id=\"shown\" class=\"faint\"></span></div>\n");
        for (Judged judged : dumps.groups()) {
            group(judged, out);
        }
        HtmlReport.end("dump.js", out);
    }

    private static void group(Judged judged, Appendable out) throws IOException {
        Group group = judged.group();
        Frame site = judged.site();
        out.append("<details class=\"group\"><summary><b>")
                .append("%,d".formatted(group.count()))
                .append("</b><span class=\"")
                .append(style(judged.standing()))
                .append("\">")
                .append(judged.standing().name().toLowerCase(Locale.ROOT))
                .append("</span> ")
                .append(Untrusted.html(group.state()))
                .append(" <code>")
                .append(site == null ? "" : Untrusted.html(site.function()))
                .append("</code> <span class=\"faint\">")
                .append(site == null ? "" : Untrusted.html(site.file() + ":" + site.line()))
                .append("</span></summary>\n<p>")
                .append(Untrusted.html(judged.reason()))
                .append("</p>\n");
        facts(judged, out);
        out.append("<pre>");
        for (Frame frame : group.stack()) {
            out.append(Untrusted.html(frame.function() + "(" + frame.arguments() + ")\n"));
            if (!frame.file().isEmpty()) {
                out.append("    ")
                        .append(Untrusted.html(frame.file() + ":" + frame.line()))
                        .append("\n");
            }
        }
        var by = group.createdBy();
        if (by != null) {
            out.append(Untrusted.html("created by " + by.function()))
                    .append("\n    ")
                    .append(Untrusted.html(by.file() + ":" + by.line()))
                    .append("\n");
        }
        out.append("</pre></details>\n");
    }

    private static void facts(Judged judged, Appendable out) throws IOException {
        Group group = judged.group();
        List<String> ids = group.ids().stream().limit(20).mapToObj(Long::toString).toList();
        out.append("<p class=\"faint\">goroutines ")
                .append(String.join(", ", ids))
                .append(group.ids().size() > ids.size() ? ", …" : "");
        if (group.mostMinutes() > 0) {
            out.append(
                    "; waiting %d to %d min".formatted(group.leastMinutes(), group.mostMinutes()));
        }
        if (!judged.survival().isEmpty()) {
            out.append("; there in each dump: ")
                    .append(
                            judged.survival().stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(" → ")));
        }
        if (!group.labels().isEmpty()) {
            out.append("; labels ")
                    .append(
                            Untrusted.html(
                                    group.labels().entrySet().stream()
                                            .map(e -> e.getKey() + " ×" + e.getValue())
                                            .collect(Collectors.joining(", "))));
        }
        out.append("</p>\n");
    }

    private static String style(Standing standing) {
        return switch (standing) {
            case CERTAIN, LIKELY -> "bad";
            case SUSPICIOUS -> "warn";
            case OPEN -> "faint";
            case BENIGN -> "good";
        };
    }
}
