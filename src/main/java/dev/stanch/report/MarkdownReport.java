package dev.stanch.report;

import dev.stanch.leak.Report;
import java.io.IOException;
import java.util.List;

/** In work. */
public final class MarkdownReport implements ReportWriter {
    @Override
    public void write(List<Report> reports, Appendable out) throws IOException {
        for (Report report : reports) {
            out.append(Untrusted.oneLine(report.summary())).append('\n');
        }
    }
}
