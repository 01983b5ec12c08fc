package dev.stanch.profile.picture;

import dev.stanch.io.FormatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the part of Graphviz's language that {@code -dot} reports are written in. */
final class DotReader {
    private final DotTokens tokens;
    private final List<String> legend = new ArrayList<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<Drawing.Box> boxes = new ArrayList<>();
    private final List<Drawing.Arrow> arrows = new ArrayList<>();

    private DotReader(String text) {
        tokens = new DotTokens(text);
    }

    static Drawing read(String text) throws FormatException {
        return new DotReader(text).read();
    }

    private Drawing read() throws FormatException {
        tokens.expect("digraph");
        String title = plain(tokens.next());
        tokens.expect("{");
        for (String token = tokens.next(); !token.equals("}"); token = tokens.next()) {
            if (token.isEmpty()) {
                throw tokens.wrong("}", "the end");
            } else if (token.equals("subgraph")) {
                tokens.next();
                tokens.expect("{");
                tokens.next();
                legend.addAll(lines(attributes().getOrDefault("label", "")));
                tokens.expect("}");
            } else if (token.equals("node")) {
                attributes();
            } else if (tokens.peek().equals("->")) {
                tokens.next();
                arrow(token, tokens.next());
            } else {
                box(token);
            }
        }
        return new Drawing(title, legend, boxes, arrows);
    }

    private void box(String name) throws FormatException {
        Map<String, String> attributes = attributes();
        boolean isTag = attributes.getOrDefault("shape", "").equals("box3d");
        numbers.put(name, boxes.size());
        boxes.add(
                new Drawing.Box(
                        lines(attributes.getOrDefault("label", "")),
                        number(attributes, "fontsize", 14),
                        unescaped(attributes.getOrDefault("tooltip", "")),
                        attributes.getOrDefault("color", "#000000"),
                        attributes.getOrDefault("fillcolor", "#f8f8f8"),
                        isTag));
    }

    private void arrow(String from, String to) throws FormatException {
        Map<String, String> attributes = attributes();
        Integer source = numbers.get(from);
        Integer target = numbers.get(to);
        if (source == null || target == null) {
            throw tokens.wrong("a node", from + " -> " + to);
        }
        arrows.add(
                new Drawing.Arrow(
                        source,
                        target,
                        lines(attributes.getOrDefault("label", "").strip()),
                        unescaped(attributes.getOrDefault("tooltip", "")),
                        attributes.getOrDefault("color", "#000000"),
                        (int) number(attributes, "weight", 1),
                        (int) number(attributes, "minlen", 1),
                        number(attributes, "penwidth", 1),
                        attributes.getOrDefault("style", "").equals("dotted")));
    }

    private Map<String, String> attributes() throws FormatException {
        Map<String, String> attributes = new HashMap<>();
        tokens.expect("[");
        for (String key = tokens.next(); !key.equals("]"); key = tokens.next()) {
            tokens.expect("=");
            attributes.put(key, plain(tokens.next()));
        }
        return attributes;
    }

    private double number(Map<String, String> attributes, String key, double absent)
            throws FormatException {
        String text = attributes.get(key);
        try {
            return text == null ? absent : Math.clamp(Double.parseDouble(text), 0, 1000);
        } catch (NumberFormatException e) {
            throw tokens.wrong("a number for " + key, text);
        }
    }

    private static String plain(String token) {
        return token.startsWith("\"") ? token.substring(1) : token;
    }

    /** Both of Graphviz's line ends are taken for the same. */
    private static List<String> lines(String label) {
        String[] parts = label.replace("\\l", "\\n").split("\\\\n", -1);
        List<String> lines = new ArrayList<>();
        for (String part : parts) {
            lines.add(unescaped(part));
        }
        while (!lines.isEmpty() && lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }

    private static String unescaped(String text) {
        return text.replace("\\l", "\n").replace("\\\\", "\\");
    }
}
