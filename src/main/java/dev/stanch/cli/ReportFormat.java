package dev.stanch.cli;

import dev.stanch.report.HtmlReport;
import dev.stanch.report.JsonReport;
import dev.stanch.report.MarkdownReport;
import dev.stanch.report.ReportWriter;
import dev.stanch.report.TerminalReport;

/** How findings are printed. Lower case because picocli prints and parses the names as they are. */
enum ReportFormat {
    text,
    json,
    markdown,
    html;

    ReportWriter writer(Terminal terminal, OutputOptions output) {
        return switch (this) {
            case text -> new TerminalReport(output.columns(terminal), output.colour(terminal));
            case json -> new JsonReport();
            case markdown -> new MarkdownReport();
            case html -> new HtmlReport();
        };
    }
}
