package dev.stanch.profile.report;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import dev.stanch.profile.ValueType;
import dev.stanch.profile.codec.ProfileWriter;
import dev.stanch.profile.graph.Cuts;
import dev.stanch.profile.graph.Graph;
import dev.stanch.profile.graph.NodeTable;
import dev.stanch.profile.measure.GoFloat;
import dev.stanch.profile.measure.Units;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code -topproto}: the lines of {@code -top} as a profile, with one sample for each node, whose
 * values are its cumulative and its own weight.
 */
final class TopProto implements Report {
    @Override
    public void write(Prepared prepared, OutputStream out) throws IOException {
        ReportGraph report = ReportGraph.of(prepared, Cuts.EdgeUse.NONE);
        Profile top = new Rows(report).fill(prepared.profile());
        ProfileWriter.write(top, out);
    }

    private static final class Rows {
        private final Graph graph;
        private final NodeTable places;
        private final ValueFormat values;
        private final ProfileTables tables = new ProfileTables(true);
        private final Map<List<Object>, Integer> functions = new HashMap<>();

        Rows(ReportGraph report) {
            this.graph = report.graph();
            this.places = graph.places();
            this.values = report.values();
        }

        Profile fill(Profile source) {
            tables.string("");
            tables.addSampleType(new ValueType("cum", values.outputUnit()));
            tables.addSampleType(new ValueType("flat", values.outputUnit()));
            tables.setStride(2);
            tables.setTimeNanos(source.timeNanos());
            tables.setDurationNanos(source.durationNanos());
            tables.setPeriod(source.periodType(), source.period());
            for (int node : graph.shown()) {
                int[] stack = {location(graph.place(node))};
                long[] row = {scaled(graph.cumValue(node)), scaled(graph.flatValue(node))};
                tables.addSample(row, tables.stack(stack, 1), tables.labelSet());
            }
            return tables.build();
        }

        private int location(int place) {
            int location = tables.addLocation();
            tables.setLocationId(location, location + 1L);
            tables.setAddress(location, places.address(place));
            tables.setMapping(location, -1);
            int start = tables.lines();
            int line = Math.toIntExact(places.line(place));
            tables.addLine(function(place), line, places.column(place));
            tables.setLines(location, start, tables.lines());
            return location;
        }

        private int function(int place) {
            List<Object> key =
                    List.of(places.name(place), places.file(place), places.startLine(place));
            return functions.computeIfAbsent(
                    key,
                    missing -> {
                        int function = tables.addFunction();
                        tables.setFunctionId(function, function + 1L);
                        int name = tables.string(places.name(place));
                        int file = tables.string(places.file(place));
                        tables.setFunction(
                                function, name, tables.string(""), file, places.startLine(place));
                        return function;
                    });
        }

        private long scaled(long value) {
            return GoFloat.toInt64(
                    Units.scale(value, values.sampleUnit(), values.outputUnit()).value());
        }
    }
}
