package dev.stanch.profile.report;

/** Finds the report for a format. */
public final class Reports {
    private Reports() {}

    /** What writes the format; for pictures the graph that they are made of. */
    public static Report of(ReportFormat format) {
        return switch (format.kind()) {
            case TEXT -> new TextTable();
            case TREE -> new CallTable();
            case DOT -> new DotGraph();
            case CALLGRIND -> new Callgrind();
            case RAW -> new RawListing();
            case TRACES -> new Traces();
            case TAGS -> new Tags();
            case COMMENTS -> new Comments();
            case LIST -> new SourceListing();
            case PROTO -> new Proto();
            case DISASM -> new Addresses();
            case WEBLIST -> new WebListing();
            case TOPPROTO -> new TopProto();
        };
    }
}
