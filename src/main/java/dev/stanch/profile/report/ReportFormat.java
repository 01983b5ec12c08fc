package dev.stanch.profile.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The report formats by pprof's names. Several are one report that is shown in another way: {@code
 * svg}, {@code web} and {@code dot} are the same graph.
 */
public enum ReportFormat {
    COMMENTS(Kind.COMMENTS, "", false),
    DISASM(Kind.DISASM, "", true),
    DOT(Kind.DOT, "", false),
    LIST(Kind.LIST, "", true),
    PEEK(Kind.TREE, "", true),
    RAW(Kind.RAW, "", false),
    TAGS(Kind.TAGS, "", false),
    TEXT(Kind.TEXT, "", false),
    TOP(Kind.TEXT, "", false),
    TRACES(Kind.TRACES, "", false),
    TREE(Kind.TREE, "", false),
    CALLGRIND(Kind.CALLGRIND, "callgraph.out", false),
    PROTO(Kind.PROTO, "pb.gz", false),
    TOPPROTO(Kind.TOPPROTO, "pb.gz", false),
    GIF(Kind.DOT, "gif", false),
    PDF(Kind.DOT, "pdf", false),
    PNG(Kind.DOT, "png", false),
    PS(Kind.DOT, "ps", false),
    SVG(Kind.DOT, "svg", false),
    EOG(Kind.DOT, "svg", false),
    EVINCE(Kind.DOT, "pdf", false),
    GV(Kind.DOT, "ps", false),
    WEB(Kind.DOT, "svg", false),
    KCACHEGRIND(Kind.CALLGRIND, "grind", false),
    WEBLIST(Kind.WEBLIST, "html", true);

    /** What is computed and written, before any picture is made of it. */
    public enum Kind {
        CALLGRIND,
        COMMENTS,
        DISASM,
        DOT,
        LIST,
        PROTO,
        RAW,
        TAGS,
        TEXT,
        TOPPROTO,
        TRACES,
        TREE,
        WEBLIST
    }

    private final Kind kind;
    private final String suffix;
    private final boolean takesPattern;

    ReportFormat(Kind kind, String suffix, boolean takesPattern) {
        this.kind = kind;
        this.suffix = suffix;
        this.takesPattern = takesPattern;
    }

    /** The format with pprof's name for it, such as {@code top}; null if there is none. */
    public static @Nullable ReportFormat named(String name) {
        for (ReportFormat format : values()) {
            if (format.key().equals(name)) {
                return format;
            }
        }
        return null;
    }

    /** Pprof's name for it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Kind kind() {
        return kind;
    }

    /** Of the file it is saved to rather than shown on a terminal; empty if it is text to read. */
    public String suffix() {
        return suffix;
    }

    /** Whether a regular expression for the functions to show belongs to it. */
    public boolean takesPattern() {
        return takesPattern;
    }

    /**
     * The options as this format has them: its number of nodes where none is asked for, no trimming
     * where that would hide what was asked for, and its granularity where it has only one.
     */
    public Options adjust(Options asked) {
        Options options = asked;
        switch (this) {
            case DISASM ->
                    options = options.with("addresses", "true").with(Option.NOINLINES, "true");
            case WEBLIST ->
                    options = options.with("addresses", "true").with(Option.NOINLINES, "false");
            case LIST -> options = options.with("lines", "true");
            case PEEK -> {}
            default -> options = withNodes(options);
        }
        if (hasFixedAddresses()) {
            options = options.with("addresses", "true");
        }
        if (isUntrimmed() || !options.isOn(Option.TRIM)) {
            options =
                    options.withNumber(Option.NODECOUNT, 0)
                            .with(Option.NODEFRACTION, "0")
                            .with(Option.EDGEFRACTION, "0");
        }
        return options;
    }

    private Options withNodes(Options options) {
        if (options.number(Option.NODECOUNT) != -1) {
            return options;
        }
        boolean showsAll = this == TEXT || this == TOP || this == TOPPROTO;
        return options.withNumber(Option.NODECOUNT, showsAll ? 0 : 80);
    }

    private boolean hasFixedAddresses() {
        return kind == Kind.PROTO || kind == Kind.RAW || kind == Kind.CALLGRIND;
    }

    private boolean isUntrimmed() {
        return this == PEEK
                || this == LIST
                || this == DISASM
                || this == WEBLIST
                || hasFixedAddresses();
    }
}
