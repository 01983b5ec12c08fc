package dev.stanch.profile.report;

import dev.stanch.profile.RawText;
import dev.stanch.profile.graph.NodeTable;
import dev.stanch.profile.measure.Percent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code -weblist} as a page of its own: the source of each function that matches with what its
 * lines weigh, the heaviest marked. Pprof shows the instructions of a line as well; without a
 * disassembler only their addresses and weights can be shown, when a line is opened.
 */
final class WebListing implements TextReport {
    private static final long MARGIN = 5;

    private static final String HEAD =
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>stanch weblist</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 14px system-ui, sans-serif; margin: 1.5em; }
            h2 { font-size: 1.05em; margin: 1.5em 0 0.2em; overflow-wrap: anywhere; }
            pre, details, summary { font: 12px/1.45 ui-monospace, monospace; margin: 0; }
            .code { overflow-x: auto; }
            summary { list-style: none; cursor: pointer; white-space: pre; }
            summary::-webkit-details-marker { display: none; }
            .hot { background: rgb(220 60 40 / var(--share)); }
            .rest { opacity: 0.6; }
            .note { opacity: 0.75; }
            </style></head><body>
            """;

    @Override
    public void print(Prepared prepared, TextOutput out) throws IOException, ReportException {
        SourceView view = SourceView.of(prepared);
        Page page = new Page(prepared, view.places(), view.weights(), view.sources(), out);
        out.append(HEAD);
        for (String label : prepared.headerLabels()) {
            out.line("<div>" + escaped(label) + "</div>");
        }
        out.line("<div>Total: " + escaped(prepared.values().of(prepared.total())) + "</div>");
        out.line("<p class=\"note\">Click on a marked line for its addresses. Instructions are");
        out.line("not shown, since this has no disassembler.</p>");
        for (Map.Entry<String, List<Integer>> function : view.functions().entrySet()) {
            page.function(function.getKey(), function.getValue());
        }
        out.line("</body></html>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private record Page(
            Prepared prepared,
            NodeTable places,
            NodeWeights weights,
            SourceFiles sources,
            TextOutput out) {

        void function(String name, List<Integer> nodes) throws IOException {
            Map<String, TreeMap<Long, List<Integer>>> files = new TreeMap<>(RawText::compare);
            for (int node : nodes) {
                files.computeIfAbsent(places.file(node), f -> new TreeMap<>())
                        .computeIfAbsent(places.line(node), l -> new ArrayList<>())
                        .add(node);
            }
            for (Map.Entry<String, TreeMap<Long, List<Integer>>> file : files.entrySet()) {
                String path = file.getKey();
                out.line("<h2>" + escaped(name) + "</h2>");
                out.append("<pre class=\"note\">").append(escaped(path)).append("\n");
                long flat = 0;
                long cum = 0;
                for (List<Integer> some : file.getValue().values()) {
                    flat += some.stream().mapToLong(weights::flat).sum();
                    cum += some.stream().mapToLong(weights::cum).sum();
                }
                String share = Percent.of(cum, prepared.total()).strip();
                out.append(columns(flat, cum)).append(" (flat, cum) ");
                out.line(share + " of Total</pre><div class=\"code\">");
                lines(path, file.getValue());
                out.line("</div>");
            }
        }

        private void lines(String path, TreeMap<Long, List<Integer>> byLine) throws IOException {
            int first = byLine.firstEntry().getValue().getFirst();
            long startLine = places.startLine(first);
            long start = startLine != 0 ? startLine : byLine.firstKey() - MARGIN;
            start = Math.max(1, Math.min(start, byLine.firstKey()));
            if (sources.line(path, start) == null) {
                String error = sources.error(path);
                out.line("<pre>" + escaped(error == null ? "no such line" : error) + "</pre>");
                for (Map.Entry<Long, List<Integer>> line : byLine.entrySet()) {
                    line(line.getKey(), "", line.getValue());
                }
                return;
            }
            for (long line = start; line <= byLine.lastKey() + MARGIN; line++) {
                String text = sources.line(path, line);
                if (text == null) {
                    return;
                }
                line(line, text, byLine.getOrDefault(line, List.of()));
            }
        }

        private void line(long number, String text, List<Integer> nodes) throws IOException {
            long flat = nodes.stream().mapToLong(weights::flat).sum();
            long cum = nodes.stream().mapToLong(weights::cum).sum();
            String row = columns(flat, cum) + " " + padded(Long.toString(number), 6) + ": ";
            row += escaped(text.replace("\t", "        "));
            if (flat == 0 && cum == 0) {
                out.line("<pre class=\"rest\">" + row + "</pre>");
                return;
            }
            double share = prepared.total() == 0 ? 0 : Math.abs((double) cum / prepared.total());
            long percent = Math.round(Math.min(share, 1) * 45);
            out.append("<details><summary class=\"hot\" style=\"--share: ").append(percent);
            out.line("%\">" + row + "</summary>");
            for (int node : nodes) {
                String values = columns(weights.flat(node), weights.cum(node));
                String address = Long.toHexString(places.address(node));
                out.line("<pre class=\"note\">" + values + "         0x" + address + "</pre>");
            }
            out.line("</details>");
        }

        private String columns(long flat, long cum) {
            ValueFormat values = prepared.values();
            return padded(values.orDot(flat), 10) + " " + padded(values.orDot(cum), 10);
        }

        private static String padded(String text, int width) {
            return " ".repeat(Math.max(0, width - text.length())) + text;
        }
    }
}
