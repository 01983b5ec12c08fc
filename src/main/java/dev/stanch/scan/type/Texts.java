package dev.stanch.scan.type;

import org.jspecify.annotations.Nullable;

/**
 * The result types of the functions of {@code strings} and {@code bytes} and of the searches of
 * {@code regexp}, which follow from their names; results are parted by {@code |}.
 */
final class Texts {
    private Texts() {}

    static @Nullable String function(String function) {
        int dot = function.lastIndexOf('.');
        String name = function.substring(dot + 1);
        return switch (function.substring(0, dot)) {
            case "strings" -> results(name, "string");
            case "bytes" -> results(name, "[]byte");
            default -> null;
        };
    }

    private static @Nullable String results(String name, String text) {
        return switch (name) {
            case "Cut" -> text + "|" + text + "|bool";
            case "CutPrefix", "CutSuffix" -> text + "|bool";
            case "Lines", "SplitSeq", "SplitAfterSeq", "FieldsSeq", "FieldsFuncSeq" ->
                    "iter.Seq[" + text + "]";
            case "Split", "SplitN", "SplitAfter", "SplitAfterN", "Fields", "FieldsFunc" ->
                    "[]" + text;
            case "Repeat", "Replace", "ReplaceAll", "Map", "Clone", "Join", "Title" -> text;
            default -> {
                if (name.startsWith("Trim") || name.startsWith("To")) {
                    yield text;
                }
                if (name.startsWith("Index")
                        || name.startsWith("LastIndex")
                        || name.equals("Count")) {
                    yield "int";
                }
                yield name.startsWith("Contains") || name.startsWith("Has") ? "bool" : null;
            }
        };
    }

    /** The result type of a method of {@code regexp.Regexp}, such as {@code FindAllSubmatch}. */
    static @Nullable String search(String method) {
        if (!method.startsWith("Find") || method.endsWith("Index")) {
            return null;
        }
        String lists =
                (method.contains("All") ? "[]" : "") + (method.contains("Submatch") ? "[]" : "");
        return lists + (method.contains("String") ? "string" : "[]byte");
    }
}
