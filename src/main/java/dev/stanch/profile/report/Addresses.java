package dev.stanch.profile.report;

import dev.stanch.profile.graph.GoPath;
import dev.stanch.profile.graph.NodeTable;
import dev.stanch.profile.measure.Percent;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * {@code -disasm}, as far as it goes without a disassembler: the addresses of each function that
 * matches that have samples, with their lines. The instructions are missing, and it says so.
 */
final class Addresses implements TextReport {
    private static final String MISSING =
            "Instructions are not shown, since this has no disassembler: only addresses with"
                    + " samples. For the instructions use go tool pprof -disasm.";

    @Override
    public void print(Prepared prepared, TextOutput out) throws IOException, ReportException {
        NodeTable places = NodeTable.of(prepared.profile(), prepared.trimPath(), true);
        NodeWeights weights = NodeWeights.of(prepared, places);
        Map<String, List<Integer>> functions = MatchedPlaces.of(prepared, places, weights);
        ValueFormat values = prepared.values();
        out.line("Total: " + values.of(prepared.total()));
        out.line(MISSING);
        for (Map.Entry<String, List<Integer>> function : functions.entrySet()) {
            List<Integer> nodes = function.getValue();
            long flat = nodes.stream().mapToLong(weights::flat).sum();
            long cum = nodes.stream().mapToLong(weights::cum).sum();
            out.line("ROUTINE ======================== " + function.getKey());
            out.right(values.of(flat), 10).append(' ').right(values.of(cum), 10);
            out.append(" (flat, cum) ").append(Percent.of(cum, prepared.total()));
            out.line(" of Total");
            Comparator<Integer> byAddress =
                    (a, b) -> Long.compareUnsigned(places.address(a), places.address(b));
            for (int node : nodes.stream().sorted(byAddress).toList()) {
                out.right(values.orDot(weights.flat(node)), 10).append(' ');
                out.right(values.orDot(weights.cum(node)), 10).append(' ');
                out.right(Long.toHexString(places.address(node)), 10).append(": ");
                String file = places.file(node);
                out.append(file.isEmpty() ? "" : ";" + GoPath.base(file));
                out.line(places.line(node) == 0 ? "" : ":" + places.line(node));
            }
        }
    }
}
