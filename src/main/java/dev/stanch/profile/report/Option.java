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
    OUTPUT("output", Kind.TEXT, "", "", false),
    CALL_TREE("call_tree", Kind.SWITCH, "false", "calltree", true),
    RELATIVE_PERCENTAGES("relative_percentages", Kind.SWITCH, "false", "rel", true),
    UNIT("unit", Kind.TEXT, "minimum", "unit", true),
    COMPACT_LABELS("compact_labels", Kind.SWITCH, "false", "compact", true),
    SOURCE_PATH("source_path", Kind.TEXT, "", "", false),
    TRIM_PATH("trim_path", Kind.TEXT, "", "", false),
    INTEL_SYNTAX("intel_syntax", Kind.SWITCH, "false", "intel", true),
    MEAN("mean", Kind.SWITCH, "false", "mean", true),
    SAMPLE_INDEX("sample_index", Kind.TEXT, "", "si", false),
    DIVIDE_BY("divide_by", Kind.FRACTION, "1", "", false),
    NORMALIZE("normalize", Kind.SWITCH, "false", "norm", true),
    SORT("sort", Kind.CHOICE, "flat", "sort", true),
    TAGROOT("tagroot", Kind.TEXT, "", "", true),
    TAGLEAF("tagleaf", Kind.TEXT, "", "", true),
    DROP_NEGATIVE("drop_negative", Kind.SWITCH, "false", "dropneg", true),
    NODECOUNT("nodecount", Kind.NUMBER, "-1", "n", true),
    NODEFRACTION("nodefraction", Kind.FRACTION, "0.005", "nf", true),
    EDGEFRACTION("edgefraction", Kind.FRACTION, "0.001", "ef", true),
    TRIM("trim", Kind.SWITCH, "true", "trim", true),
    FOCUS("focus", Kind.TEXT, "", "f", true),
    IGNORE("ignore", Kind.TEXT, "", "i", true),
    PRUNE_FROM("prune_from", Kind.TEXT, "", "prunefrom", true),
    HIDE("hide", Kind.TEXT, "", "h", true),
    SHOW("show", Kind.TEXT, "", "s", true),
    SHOW_FROM("show_from", Kind.TEXT, "", "sf", true),
    TAGFOCUS("tagfocus", Kind.TEXT, "", "tf", true),
    TAGIGNORE("tagignore", Kind.TEXT, "", "ti", true),
    TAGSHOW("tagshow", Kind.TEXT, "", "ts", true),
    TAGHIDE("taghide", Kind.TEXT, "", "th", true),
    NOINLINES("noinlines", Kind.SWITCH, "false", "noinlines", true),
    SHOWCOLUMNS("showcolumns", Kind.SWITCH, "false", "showcolumns", true),
    /** Empty means what suits the format: {@link ReportFormat#adjust}. */
    GRANULARITY("granularity", Kind.CHOICE, "", "g", true);

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
    private final boolean isSaved;

    Option(String key, Kind kind, String standard, String urlParameter, boolean isSaved) {
        this.key = key;
        this.kind = kind;
        this.standard = standard;
        this.urlParameter = urlParameter;
        this.isSaved = isSaved;
    }

    /** The option with this name, or the one that has this choice; null if there is none. */
    public static @Nullable Option named(String name) {
        return BY_NAME.get(name);
    }

    /** As it is written on the command line, in the shell and in saved settings. */
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

    /** Whether pprof keeps it in its settings file. */
    public boolean isSaved() {
        return isSaved;
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
