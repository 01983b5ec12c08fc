package dev.stanch.profile.report;

import dev.stanch.profile.RawText;
import dev.stanch.profile.graph.NodeTable;
import dev.stanch.profile.measure.Percent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code -list}: the source of each function that matches, with what its lines weigh. */
final class SourceListing implements TextReport {
    private static final long MARGIN = 5;

    @Override
    public void print(Prepared prepared, TextOutput out) throws IOException, ReportException {
        SourceView view = SourceView.of(prepared);
        Listing listing = new Listing(prepared, view.places(), view.weights(), view.sources(), out);
        out.line("Total: " + prepared.values().of(prepared.total()));
        for (Map.Entry<String, List<Integer>> function : view.functions().entrySet()) {
            listing.print(function.getKey(), function.getValue());
        }
    }

    private record Listing(
            Prepared prepared,
            NodeTable places,
            NodeWeights weights,
            SourceFiles sources,
            TextOutput out) {

        void print(String name, List<Integer> nodes) throws IOException {
            Map<String, List<Integer>> files = new TreeMap<>(RawText::compare);
            for (int node : nodes) {
                String file = places.file(node);
                if (!file.isEmpty()) {
                    files.computeIfAbsent(file, f -> new ArrayList<>()).add(node);
                }
            }
            if (files.isEmpty()) {
                out.line("No source information for " + name);
            }
            for (Map.Entry<String, List<Integer>> file : files.entrySet()) {
                print(name, file.getKey(), file.getValue());
            }
        }

        private void print(String name, String file, List<Integer> nodes) throws IOException {
            ValueFormat values = prepared.values();
            long flat = nodes.stream().mapToLong(weights::flat).sum();
            long cum = nodes.stream().mapToLong(weights::cum).sum();
            out.line("ROUTINE ======================== " + name + " in " + file);
            out.right(values.of(flat), 10).append(' ').right(values.of(cum), 10);
            out.append(" (flat, cum) ").append(Percent.of(cum, prepared.total()));
            out.line(" of Total");
            long[] range = range(nodes);
            // pprof tells of a file only when some function before had lines to show of it.
            String first = range[0] <= range[1] ? sources.line(file, range[0]) : null;
            String error = sources.error(file);
            if (error != null) {
                out.line(" Error: " + error);
                return;
            }
            String text = first;
            for (long line = range[0]; text != null && line <= range[1]; line++) {
                print(nodes, line, text);
                text = sources.line(file, line + 1);
            }
        }

        private void print(List<Integer> nodes, long line, String text) throws IOException {
            long flat = 0;
            long cum = 0;
            for (int node : nodes) {
                boolean isHere = places.line(node) == line;
                flat += isHere ? weights.flat(node) : 0;
                cum += isHere ? weights.cum(node) : 0;
            }
            ValueFormat values = prepared.values();
            out.right(values.orDot(flat), 10).append(' ').right(values.orDot(cum), 10);
            out.append(' ').right(Long.toString(line), 6).append(':').line(text);
        }

        /** First and last line to show, as pprof finds them. */
        private long[] range(List<Integer> nodes) {
            long start = start(nodes.getFirst());
            long end = places.line(nodes.getFirst()) + MARGIN;
            for (int node : nodes) {
                long nodeEnd = places.line(node) + MARGIN;
                if (start(node) < start) {
                    start = start(node);
                } else if (nodeEnd > end) {
                    end = nodeEnd;
                }
            }
            return new long[] {Math.max(start, 1), end};
        }

        private long start(int node) {
            long startLine = places.startLine(node);
            return startLine != 0 ? startLine : places.line(node) - MARGIN;
        }
    }
}
