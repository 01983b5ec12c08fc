package dev.stanch.web;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.stanch.profile.flame.FlameGraph;
import dev.stanch.profile.flame.FrameTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A flame graph in columns; names are written once and meant by their number. */
final class FlameJson {
    private FlameJson() {}

    /** A value of a node. */
    @FunctionalInterface
    private interface Column {
        long at(int node);
    }

    static void write(JsonGenerator json, FlameGraph graph) throws IOException {
        Map<Integer, Integer> numbers = new HashMap<>();
        List<Integer> frames = new ArrayList<>();
        for (int node = 1; node < graph.size(); node++) {
            int frame = graph.frame(node);
            if (numbers.putIfAbsent(frame, frames.size()) == null) {
                frames.add(frame);
            }
        }
        json.writeObjectFieldStart("nodes");
        column(json, "parent", graph, graph::parent);
        column(json, "name", graph, node -> numbers.getOrDefault(graph.frame(node), -1));
        column(json, "value", graph, graph::value);
        column(json, "base", graph, graph::base);
        column(json, "self", graph, graph::selfValue);
        json.writeArrayFieldStart("whole");
        for (int node = 0; node < graph.size(); node++) {
            json.writeBoolean(graph.isWhole(node));
        }
        json.writeEndArray();
        json.writeEndObject();
        names(json, graph.frames(), frames);
    }

    private static void column(JsonGenerator json, String name, FlameGraph graph, Column column)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (int node = 0; node < graph.size(); node++) {
            json.writeNumber(column.at(node));
        }
        json.writeEndArray();
    }

    private static void names(JsonGenerator json, FrameTable table, List<Integer> frames)
            throws IOException {
        json.writeArrayFieldStart("names");
        for (int frame : frames) {
            json.writeString(table.name(frame));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("files");
        for (int frame : frames) {
            json.writeString(table.file(frame));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("keys");
        for (int frame : frames) {
            json.writeNumber(FrameTable.key(table.name(frame)));
        }
        json.writeEndArray();
    }
}
