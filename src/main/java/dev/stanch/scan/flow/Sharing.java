package dev.stanch.scan.flow;

import java.util.Set;

/** Library functions whose result is a view of an argument's memory, or refers to an argument. */
final class Sharing {
    private static final Set<String> VIEWS =
            Set.of(
                    "TrimSpace",
                    "Trim",
                    "TrimLeft",
                    "TrimRight",
                    "TrimPrefix",
                    "TrimSuffix",
                    "TrimFunc",
                    "TrimLeftFunc",
                    "TrimRightFunc",
                    "Cut",
                    "CutPrefix",
                    "CutSuffix",
                    "Split",
                    "SplitN",
                    "SplitAfter",
                    "SplitAfterN",
                    "Fields",
                    "FieldsFunc",
                    "SplitSeq",
                    "FieldsSeq",
                    "Lines");
    private static final Set<String> LISTS =
            Set.of(
                    "Split",
                    "SplitN",
                    "SplitAfter",
                    "SplitAfterN",
                    "Fields",
                    "FieldsFunc",
                    "SplitSeq",
                    "FieldsSeq",
                    "Lines");
    private static final Set<String> WRAPPERS =
            Set.of(
                    "bytes.NewBuffer",
                    "bytes.NewReader",
                    "strings.NewReader",
                    "bytes.NewBufferString",
                    "bufio.NewReader",
                    "bufio.NewReaderSize",
                    "bufio.NewScanner",
                    "bufio.NewWriter",
                    "context.WithValue",
                    "context.WithCancel",
                    "context.WithTimeout",
                    "context.WithDeadline",
                    "time.AfterFunc",
                    "io.LimitReader",
                    "io.TeeReader",
                    "io.MultiReader",
                    "errors.Join",
                    "fmt.Errorf",
                    "sync.NewCond",
                    "sync.OnceFunc",
                    "sync.OnceValue",
                    "io.NopCloser");
    private static final Set<String> PASSES =
            Set.of(
                    "slices.Clip",
                    "slices.Grow",
                    "slices.Delete",
                    "slices.DeleteFunc",
                    "slices.Compact",
                    "slices.CompactFunc",
                    "slices.Insert",
                    "slices.Replace",
                    "net/url.Parse");

    /** Types of the library whose conversions keep the memory of a value that is no string. */
    private static final Set<String> CONVERSIONS =
            Set.of(
                    "encoding/json.RawMessage",
                    "database/sql.RawBytes",
                    "net.IP",
                    "net/http.HandlerFunc",
                    "net/http.Header",
                    "sort.StringSlice");

    private Sharing() {}

    /** Whether the first argument and the result share memory. */
    static boolean view(String function) {
        int dot = function.lastIndexOf('.');
        String path = function.substring(0, dot);
        return ((path.equals("strings") || path.equals("bytes"))
                        && VIEWS.contains(function.substring(dot + 1)))
                || function.equals("unsafe.String")
                || function.equals("unsafe.Slice");
    }

    /** Whether that result is a list of views. */
    static boolean listOfViews(String function) {
        return LISTS.contains(function.substring(function.lastIndexOf('.') + 1));
    }

    /**
     * How deep the views lie in the result of a method of {@code regexp.Regexp}, whose first
     * argument they share memory with: 0 for the result itself, 1 for its elements; -1 for methods
     * without views.
     */
    static int matchDepth(String method) {
        if (!method.startsWith("Find") || method.endsWith("Index")) {
            return -1;
        }
        return (method.contains("All") ? 1 : 0) + (method.contains("Submatch") ? 1 : 0);
    }

    /**
     * How deep in the result of a library method lie strings that share one text: the fields of a
     * CSV record are cut from one string (encoding/csv/reader.go, readRecord); 0 for other methods.
     */
    static int sharedDepth(String method) {
        return switch (method) {
            case "csv.Reader.Read" -> 1;
            case "csv.Reader.ReadAll" -> 2;
            default -> 0;
        };
    }

    /** Whether the result refers to the arguments. */
    static boolean wraps(String function) {
        return WRAPPERS.contains(function);
    }

    /** Whether the first result is the first argument, maybe changed in place. */
    static boolean passes(String function) {
        return PASSES.contains(function);
    }

    /** Whether a call is a conversion to a library's type. */
    static boolean converts(String type) {
        return CONVERSIONS.contains(type);
    }
}
