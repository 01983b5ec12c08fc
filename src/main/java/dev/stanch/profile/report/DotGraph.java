package dev.stanch.profile.report;

import dev.stanch.profile.graph.Cuts;
import dev.stanch.profile.graph.Edges;
import dev.stanch.profile.graph.GoPath;
import dev.stanch.profile.graph.Graph;
import dev.stanch.profile.measure.Percent;
import java.io.IOException;
import java.util.List;

/** {@code -dot}: the call graph in the language of Graphviz, from which the pictures are made. */
final class DotGraph implements TextReport {
    private static final int SMALLEST_FONT = 8;
    private static final double FONT_GROWTH = 16;

    @Override
    public void print(Prepared prepared, TextOutput out) throws IOException {
        ReportGraph report = ReportGraph.of(prepared, Cuts.EdgeUse.ALL);
        new Writer(prepared, report, out).write();
    }

    private static final class Writer {
        private final Prepared prepared;
        private final ReportGraph report;
        private final Graph graph;
        private final ValueFormat values;
        private final TextOutput out;

        /** By node: its number in the picture, 0 for nodes that are not shown. */
        private final int[] numbers;

        private final boolean[] hasTags;

        Writer(Prepared prepared, ReportGraph report, TextOutput out) {
            this.prepared = prepared;
            this.report = report;
            this.graph = report.graph();
            this.values = report.values();
            this.out = out;
            this.numbers = new int[graph.nodeCount()];
            this.hasTags = new boolean[graph.nodeCount()];
        }

        void write() throws IOException {
            String title = title();
            out.line("digraph \"" + (title.isEmpty() ? "unnamed" : title) + "\" {");
            out.line("node [style=filled fillcolor=\"#f8f8f8\"]");
            legend(title);
            int[] nodes = graph.shown();
            double heaviest = 0;
            for (int i = 0; i < nodes.length; i++) {
                numbers[nodes[i]] = i + 1;
                heaviest = Math.max(heaviest, (double) Math.abs(graph.flatValue(nodes[i])));
            }
            DotTags tags = new DotTags(report, prepared.format(), out);
            for (int node : nodes) {
                node(node, heaviest);
                hasTags[node] = tags.print(node, numbers[node]);
            }
            for (int edge : graph.sortedEdges()) {
                edge(edge);
            }
            out.line("}");
        }

        private String title() {
            String program =
                    prepared.profile().mappings() > 0 ? prepared.profile().mappingFile(0) : "";
            return program.isEmpty() ? "" : DotText.raw(GoPath.base(program), prepared.format());
        }

        private void legend(String title) throws IOException {
            List<String> labels = report.legend().stream().map(DotText::escaped).toList();
            out.append("subgraph cluster_L { \"").append(labels.getFirst());
            out.append("\" [shape=box fontsize=16 label=\"");
            out.append(String.join("\\l", labels)).append("\\l\"");
            if (!title.isEmpty()) {
                out.append(" tooltip=\"").append(title).append('"');
            }
            out.line("] }");
        }

        private void node(int node, double heaviest) throws IOException {
            long flat = graph.flatValue(node);
            long cum = graph.cumValue(node);
            String flatText = values.of(flat);
            String cumText = cum == flat ? flatText : values.of(cum);
            out.append('N').append(numbers[node]).append(" [label=\"");
            out.append(DotText.nodeName(graph.places(), graph.place(node), prepared.format()));
            if (flat == 0) {
                out.append('0');
            } else {
                out.append(flatText).append(" (").append(share(flat)).append(')');
            }
            if (cum != flat) {
                out.append(flat == 0 ? " " : "\\n");
                out.append("of ").append(cumText).append(" (").append(share(cum)).append(')');
            }
            out.append("\" id=\"node").append(numbers[node]);
            out.append("\" fontsize=").append(fontSize(flat, heaviest));
            out.append(" shape=box tooltip=\"").append(DotText.escaped(graph.name(node)));
            out.append(" (").append(cumText).append(")\" color=\"");
            double score = score(cum);
            out.append(DotColor.line(score)).append("\" fillcolor=\"");
            out.append(DotColor.fill(score)).line("\"]");
        }

        private static int fontSize(long flat, double heaviest) {
            double size = (double) Math.abs(flat);
            return heaviest != 0 && flat != 0 && size <= heaviest
                    ? SMALLEST_FONT + (int) Math.ceil(FONT_GROWTH * Math.sqrt(size / heaviest))
                    : SMALLEST_FONT;
        }

        private void edge(int edge) throws IOException {
            Edges edges = graph.edges();
            int from = edges.source(edge);
            int to = edges.target(edge);
            long value = edges.value(edge);
            String text = values.of(value);
            out.append('N').append(numbers[from]).append(" -> N").append(numbers[to]);
            out.append(" [label=\" ").append(text);
            out.append(edges.isInline(edge) ? "\\n (inline)\"" : "\"");
            if (prepared.total() != 0) {
                weight(value);
            }
            String arrow = edges.isResidual(edge) ? " ... " : " -> ";
            String tip =
                    "\""
                            + DotText.escaped(graph.name(from))
                            + arrow
                            + DotText.escaped(graph.name(to))
                            + " ("
                            + text
                            + ")\"";
            out.append(" tooltip=").append(tip).append(" labeltooltip=").append(tip);
            out.append(edges.isResidual(edge) ? " style=\"dotted\"" : "");
            out.append(hasTags[from] ? " minlen=2" : "").line("]");
        }

        private void weight(long value) {
            long weight = 1 + Math.min(Math.abs(value * 100 / prepared.total()), 100);
            if (weight > 1) {
                out.append(" weight=").append(weight);
            }
            long width = 1 + Math.min(Math.abs(value * 5 / prepared.total()), 5);
            if (width > 1) {
                out.append(" penwidth=").append(width);
            }
            out.append(" color=\"").append(DotColor.line(score(value))).append('"');
        }

        private double score(long value) {
            return (double) value / (double) Math.abs(prepared.total());
        }

        private String share(long value) {
            return Percent.of(value, prepared.total()).strip();
        }
    }
}
