package dev.stanch.report;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of JSON Schema that {@code report.schema.json} uses. A keyword that is not known here is
 * a failure, so that none is passed over.
 */
final class SchemaCheck {
    private final Map<?, ?> root;
    private final List<String> problems = new ArrayList<>();

    private SchemaCheck(Map<?, ?> root) {
        this.root = root;
    }

    /** What in the document the schema forbids; empty when it obeys. */
    static List<String> problems(Map<?, ?> schema, @Nullable Object document) {
        SchemaCheck check = new SchemaCheck(schema);
        check.check(schema, document, "$");
        return check.problems;
    }

    private void check(Map<?, ?> schema, @Nullable Object value, String path) {
        for (var rule : schema.entrySet()) {
            String keyword = (String) rule.getKey();
            Object wanted = rule.getValue();
            switch (keyword) {
                case "$schema", "title", "description", "$defs" -> {}
                case "$ref" -> check(definition((String) wanted), value, path);
                case "type" -> demand(hasType(wanted, value), path, value, "type " + wanted);
                case "const" -> demand(wanted.equals(value), path, value, "the constant " + wanted);
                case "enum" ->
                        demand(((List<?>) wanted).contains(value), path, value, "of " + wanted);
                case "minimum" ->
                        demand(
                                value instanceof Number number
                                        && number.doubleValue() >= ((Number) wanted).doubleValue(),
                                path,
                                value,
                                "at least " + wanted);
                case "pattern" ->
                        demand(
                                value instanceof String text && text.matches((String) wanted),
                                path,
                                value,
                                "like " + wanted);
                case "oneOf" -> oneOf((List<?>) wanted, value, path);
                case "required" -> required((List<?>) wanted, value, path);
                case "properties" -> properties((Map<?, ?>) wanted, value, path);
                case "additionalProperties" -> each((Map<?, ?>) wanted, value, path);
                case "items" -> items((Map<?, ?>) wanted, value, path);
                default -> problems.add("unknown keyword " + keyword);
            }
        }
    }

    private void demand(boolean holds, String path, @Nullable Object value, String wanted) {
        if (!holds) {
            problems.add(path + " is " + value + ", not " + wanted);
        }
    }

    private Map<?, ?> definition(String reference) {
        Map<?, ?> definitions = (Map<?, ?>) requireNonNull(root.get("$defs"));
        String name = reference.substring("#/$defs/".length());
        return (Map<?, ?>) requireNonNull(definitions.get(name), name);
    }

    private static boolean hasType(Object wanted, @Nullable Object value) {
        if (wanted instanceof List<?> several) {
            return several.stream().anyMatch(one -> hasType(one, value));
        }
        return switch ((String) wanted) {
            case "null" -> value == null;
            case "string" -> value instanceof String;
            case "integer" -> value instanceof Integer || value instanceof Long;
            case "number" -> value instanceof Number;
            case "array" -> value instanceof List;
            case "object" -> value instanceof Map;
            default -> false;
        };
    }

    private void oneOf(List<?> choices, @Nullable Object value, String path) {
        long fitting =
                choices.stream()
                        .filter(choice -> {
                            SchemaCheck inner = new SchemaCheck(root);
                            inner.check((Map<?, ?>) choice, value, path);
                            return inner.problems.isEmpty();
                        })
                        .count();
        demand(fitting == 1, path, value, "exactly one of " + choices);
    }

    private void required(List<?> names, @Nullable Object value, String path) {
        if (value instanceof Map<?, ?> object) {
            names.stream()
                    .filter(name -> !object.containsKey(name))
                    .forEach(name -> problems.add(path + " lacks " + name));
        }
    }

    private void properties(Map<?, ?> schemas, @Nullable Object value, String path) {
        if (value instanceof Map<?, ?> object) {
            schemas.forEach((name, schema) -> {
                if (object.containsKey(name)) {
                    check((Map<?, ?>) schema, object.get(name), path + "." + name);
                }
            });
        }
    }

    private void each(Map<?, ?> schema, @Nullable Object value, String path) {
        if (value instanceof Map<?, ?> object) {
            object.forEach((name, item) -> check(schema, item, path + "." + name));
        }
    }

    private void items(Map<?, ?> schema, @Nullable Object value, String path) {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                check(schema, list.get(i), path + "[" + i + "]");
            }
        }
    }
}
