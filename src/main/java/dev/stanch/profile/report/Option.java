package dev.stanch.profile.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One option of the reports, by pprof's name for it ({@code internal/driver/config.go} in
 * google/pprof), in the order in which pprof lists them.
 */
public enum Option {
    OUTPUT("output", Kind.TEXT, "", ""),
    CALL_TREE("call_tree", Kind.SWITCH, "false", "calltree"),
    RELATIVE_PERCENTAGES("relative_percentages", Kind.SWITCH, "false", "rel"),
    UNIT("unit", Kind.TEXT, "minimum", "unit"),
    COMPACT_LABELS("compact_labels", Kind.SWITCH, "false", "compact"),
    SOURCE_PATH("source_path", Kind.TEXT, "", ""),
    TRIM_PATH("trim_path", Kind.TEXT, "", ""),
    INTEL_SYNTAX("intel_syntax", Kind.SWITCH, "false", "intel"),
    MEAN("mean", Kind.SWITCH, "false", "mean"),
    SAMPLE_INDEX("sample_index", Kind.TEXT, "", "si"),
    DIVIDE_BY("divide_by", Kind.FRACTION, "1", ""),
    NORMALIZE("normalize", Kind.SWITCH, "false", "norm"),
    SORT("sort", Kind.CHOICE, "flat", "sort"),
    TAGROOT("tagroot", Kind.TEXT, "", ""),
    TAGLEAF("tagleaf", Kind.TEXT, "", ""),
    DROP_NEGATIVE("drop_negative", Kind.SWITCH, "false", "dropneg"),
    NODECOUNT("nodecount", Kind.NUMBER, "-1", "n"),
    NODEFRACTION("nodefraction", Kind.FRACTION, "0.005", "nf"),
    EDGEFRACTION("edgefraction", Kind.FRACTION, "0.001", "ef"),
    TRIM("trim", Kind.SWITCH, "true", "trim"),
    FOCUS("focus", Kind.TEXT, "", "f"),
    IGNORE("ignore", Kind.TEXT, "", "i"),
    PRUNE_FROM("prune_from", Kind.TEXT, "", "prunefrom"),
    HIDE("hide", Kind.TEXT, "", "h"),
    SHOW("show", Kind.TEXT, "", "s"),
    SHOW_FROM("show_from", Kind.TEXT, "", "sf"),
    TAGFOCUS("tagfocus", Kind.TEXT, "", "tf"),
    TAGIGNORE("tagignore", Kind.TEXT, "", "ti"),
    TAGSHOW("tagshow", Kind.TEXT, "", "ts"),
    TAGHIDE("taghide", Kind.TEXT, "", "th"),
    NOINLINES("noinlines", Kind.SWITCH, "false", "noinlines"),
    SHOWCOLUMNS("showcolumns", Kind.SWITCH, "false", "showcolumns"),
    /** Empty means what suits the format: {@link ReportFormat#adjust}. */
    GRANULARITY("granularity", Kind.CHOICE, "", "g");

    /** What an option's value is. */
    public enum Kind {
        SWITCH,
        NUMBER,
        FRACTION,
        TEXT,
        /** One of {@link Option#choices}, each of which is a switch on the command line. */
        CHOICE
    }

    private static final Map<String, Option> BY_NAME = byName();

    private final String key;
    private final Kind kind;
    private final String standard;
    private final String urlParameter;

    Option(String key, Kind kind, String standard, String urlParameter) {
        this.key = key;
        this.kind = kind;
        this.standard = standard;
        this.urlParameter = urlParameter;
    }

    /** The option with this name, or the one that has this choice; null if there is none. */
    public static @Nullable Option named(String name) {
        return BY_NAME.get(name);
    }

    /** As it is written on the command line, and in the shell. */
    public String key() {
        return key;
    }

    public Kind kind() {
        return kind;
    }

    /** The default, printed as {@link Options#get} prints values. */
    public String standard() {
        return standard;
    }

    /** The parameter that holds it in pprof's web addresses; empty if none does. */
    public String urlParameter() {
        return urlParameter;
    }

    /** In pprof's order; empty but for {@link Kind#CHOICE}. */
    public List<String> choices() {
        return switch (this) {
            case SORT -> List.of("cum", "flat");
            case GRANULARITY ->
                    List.of("functions", "filefunctions", "files", "lines", "addresses");
            default -> List.of();
        };
    }

    private static Map<String, Option> byName() {
        Map<String, Option> result = new HashMap<>();
        for (Option option : values()) {
            result.put(option.key, option);
            option.choices().forEach(choice -> result.put(choice, option));
        }
        return Map.copyOf(result);
    }
}
