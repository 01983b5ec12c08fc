package dev.stanch.profile.report;

import dev.stanch.profile.graph.Cuts;
import dev.stanch.profile.graph.Graph;
import dev.stanch.profile.graph.NodeTable;
import dev.stanch.profile.measure.GoFloat;
import dev.stanch.profile.measure.Units;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** {@code -callgrind}: the whole graph by address, in the format of the Callgrind tool. */
final class Callgrind implements TextReport {
    @Override
    public void print(Prepared prepared, TextOutput out) throws IOException {
        ReportGraph report = ReportGraph.of(prepared, Cuts.EdgeUse.ALL);
        new Writer(report, out).write(prepared.sampleType().type());
    }

    private static final class Writer {
        private final Graph graph;
        private final NodeTable places;
        private final ValueFormat values;
        private final TextOutput out;
        private final Map<String, Integer> objects = new HashMap<>();
        private final Map<String, Integer> files = new HashMap<>();
        private final Map<String, Integer> names = new HashMap<>();

        Writer(ReportGraph report, TextOutput out) {
            this.graph = report.graph();
            this.places = graph.places();
            this.values = report.values();
            this.out = out;
        }

        void write(String type) throws IOException {
            out.line("positions: instr line");
            out.line("events: " + type + "(" + values.outputUnit() + ")");
            Map<Integer, String> calleeNames = calleeNames();
            int previous = -1;
            for (int node : graph.shown()) {
                int place = graph.place(node);
                if (previous < 0 || !isSameFunction(previous, place)) {
                    out.line();
                    out.line("ob=" + numbered(objects, places.object(place)));
                    out.line("fl=" + numbered(files, places.file(place)));
                    out.line("fn=" + numbered(names, places.name(place)));
                }
                out.append(position(previous, place)).append(' ');
                out.append(scaled(graph.flatValue(node))).line();
                for (int edge : graph.sortedOut(node)) {
                    int callee = graph.edges().target(edge);
                    int target = graph.place(callee);
                    out.line("cfl=" + numbered(files, places.file(target)));
                    out.line("cfn=" + numbered(names, calleeNames.getOrDefault(callee, "")));
                    out.append("calls=0 ").line(position(previous, target));
                    out.append("* * ").append(scaled(graph.edges().weight(edge))).line();
                }
                previous = place;
            }
        }

        private boolean isSameFunction(int place, int other) {
            return places.object(place).equals(places.object(other))
                    && places.file(place).equals(places.file(other))
                    && places.name(place).equals(places.name(other));
        }

        private long scaled(long value) {
            return GoFloat.toInt64(
                    Units.scale(value, values.sampleUnit(), values.outputUnit()).value());
        }

        /** The address, as the difference to the one before where that is shorter; and the line. */
        private String position(int previous, int place) {
            long address = places.address(place);
            return address(previous, address) + " " + places.line(place);
        }

        private String address(int previous, long address) {
            String absolute = "0x" + Long.toHexString(address);
            if (previous < 0) {
                return absolute;
            }
            long difference = address - places.address(previous);
            if (difference == 0) {
                return "*";
            }
            String relative = difference > 0 ? "+" + difference : Long.toString(difference);
            return relative.length() < absolute.length() ? relative : absolute;
        }

        /** The name with its number the first time, later the number alone. */
        private static String numbered(Map<String, Integer> known, String name) {
            if (name.isEmpty()) {
                return "";
            }
            Integer number = known.putIfAbsent(name, known.size() + 1);
            return number == null ? "(" + known.size() + ") " + name : "(" + number + ")";
        }

        /**
         * Names of callees. Callgrind takes functions of one name in one file for the same; where
         * there are several they get numbers.
         */
        private Map<Integer, String> calleeNames() {
            int[] functions = graph.functions();
            Map<String, Map<Integer, Integer>> numbers = new HashMap<>();
            for (int node : graph.shown()) {
                Map<Integer, Integer> same =
                        numbers.computeIfAbsent(key(node), k -> new HashMap<>());
                same.putIfAbsent(functions[node], same.size() + 1);
            }
            Map<Integer, String> result = new HashMap<>();
            for (int node : graph.shown()) {
                Map<Integer, Integer> same = numbers.getOrDefault(key(node), Map.of());
                String name = places.name(graph.place(node));
                result.put(
                        node,
                        same.size() < 2
                                ? name
                                : "%s [%d/%d]"
                                        .formatted(name, same.get(functions[node]), same.size()));
            }
            return result;
        }

        private String key(int node) {
            int place = graph.place(node);
            return places.file(place) + "\n" + places.name(place);
        }
    }
}
