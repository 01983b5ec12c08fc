package dev.stanch.profile.report;

import dev.stanch.profile.graph.Cuts;
import dev.stanch.profile.graph.Edges;
import dev.stanch.profile.graph.Graph;
import java.io.IOException;

/** {@code -top} and {@code -text}: a line for each node, the heaviest first. */
final class TextTable implements TextReport {
    @Override
    public void print(Prepared prepared, TextOutput out) throws IOException {
        ReportGraph report = ReportGraph.of(prepared, Cuts.EdgeUse.INLINING);
        for (String label : report.labels()) {
            out.line(label);
        }
        out.line("      flat  flat%   sum%        cum   cum%");
        Graph graph = report.graph();
        long sum = 0;
        for (int node : graph.shown()) {
            long flat = graph.flatValue(node);
            long cum = graph.cumValue(node);
            sum += flat;
            out.right(report.values().of(flat), 10).append(' ').append(report.percent(flat));
            out.append(' ').append(report.percent(sum)).append(' ');
            out.right(report.values().of(cum), 10).append(' ').append(report.percent(cum));
            out.append("  ").append(graph.name(node)).line(inlining(graph, node));
        }
    }

    /** Whether calls of the node were inlined: all, some or none. */
    private static String inlining(Graph graph, int node) {
        Edges edges = graph.edges();
        boolean isInlined = false;
        boolean isCalled = false;
        for (int edge : edges.in(node)) {
            isInlined |= edges.isInline(edge);
            isCalled |= !edges.isInline(edge);
        }
        if (!isInlined) {
            return "";
        }
        return isCalled ? " (partial-inline)" : " (inline)";
    }
}
