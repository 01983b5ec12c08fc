package dev.stanch.report;

import dev.stanch.leak.Report;
import java.io.IOException;
import java.util.List;

/** Prints reports in one format. Implementations are immutable; the output is UTF-16 text. */
public sealed interface ReportWriter
        permits TerminalReport, JsonReport, MarkdownReport, HtmlReport {
    /** Prints the reports of several targets as one document. */
    void write(List<Report> reports, Appendable out) throws IOException;

    /** Prints the report of one target. */
    default void write(Report report, Appendable out) throws IOException {
        write(List.of(report), out);
    }
}
