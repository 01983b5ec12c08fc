package dev.stanch.profile.report;

import com.google.re2j.Pattern;
import dev.stanch.profile.graph.Cuts;
import dev.stanch.profile.graph.Edges;
import dev.stanch.profile.graph.Graph;
import dev.stanch.profile.measure.Percent;
import java.io.IOException;

/**
 * {@code -tree} and {@code -peek}: each node between those that call it and those that it calls;
 * {@code -peek} only for nodes whose name matches.
 */
final class CallTable implements TextReport {
    private static final String RULE =
            "----------------------------------------------------------+-------------";
    private static final String LEGEND =
            "      flat  flat%   sum%        cum   cum%   calls calls% + context \t \t ";

    @Override
    public void print(Prepared prepared, TextOutput out) throws IOException, ReportException {
        Pattern pattern = prepared.pattern();
        ReportGraph report =
                pattern == null
                        ? ReportGraph.of(prepared, Cuts.EdgeUse.ALL)
                        : ReportGraph.withEdgesOf(prepared, name -> pattern.matcher(name).find());
        for (String label : report.labels()) {
            out.line(label);
        }
        out.line(RULE).line(LEGEND);
        Graph graph = report.graph();
        long sum = 0;
        boolean isAnyShown = false;
        for (int node : graph.shown()) {
            String name = graph.name(node);
            if (pattern != null && !pattern.matcher(name).find()) {
                continue;
            }
            isAnyShown = true;
            long cum = graph.cumValue(node);
            out.line(RULE);
            for (int edge : graph.sortedIn(node)) {
                printEdge(report, edge, graph.edges().source(edge), cum, out);
            }
            sum += graph.flatValue(node);
            printNode(report, node, sum, out);
            for (int edge : graph.sortedOut(node)) {
                printEdge(report, edge, graph.edges().target(edge), cum, out);
            }
        }
        if (graph.shownCount() > 0) {
            out.line(RULE);
        }
        if (pattern != null && !isAnyShown) {
            throw new ReportException("no matches found for regexp: " + pattern.pattern());
        }
    }

    private static void printNode(ReportGraph report, int node, long sum, TextOutput out)
            throws IOException {
        Graph graph = report.graph();
        long flat = graph.flatValue(node);
        long cum = graph.cumValue(node);
        out.right(report.values().of(flat), 10).append(' ').append(report.percent(flat));
        out.append(' ').append(report.percent(sum)).append(' ');
        out.right(report.values().of(cum), 10).append(' ').append(report.percent(cum));
        out.append("                | ").line(graph.name(node));
    }

    /** Weights of edges are shown as they are, also where the nodes show a mean. */
    private static void printEdge(ReportGraph report, int edge, int other, long cum, TextOutput out)
            throws IOException {
        Edges edges = report.graph().edges();
        long weight = edges.weight(edge);
        out.right(report.values().of(weight), 50).append(' ').append(Percent.of(weight, cum));
        out.append(" |   ").append(report.graph().name(other));
        out.line(edges.isInline(edge) ? " (inline)" : "");
    }
}
