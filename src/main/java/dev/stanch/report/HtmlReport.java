package dev.stanch.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stanch.leak.Evidence;
import dev.stanch.leak.Finding;
import dev.stanch.leak.Plot;
import dev.stanch.leak.Report;
import dev.stanch.leak.Symptom;
import dev.stanch.leak.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The report as one self-contained page: it loads nothing, works without script, follows the
 * reader's light or dark setting and prints well.
 */
public final class HtmlReport implements ReportWriter {
    @Override
    public void write(List<Report> reports, Appendable out) throws IOException {
        begin(title(reports), "report.css", out);
        for (Report report : reports) {
            out.append("<main>\n");
            print(report, out);
            out.append("</main>\n");
        }
        end("report.js", out);
    }

    /**
     * The start of a page that loads nothing.
     *
     * @param title escaped
     * @param style a resource beside this class
     */
    static void begin(String title, String style, Appendable out) throws IOException {
        out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
                .append(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
                .append("style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n")
                .append(
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
                .append(title)
                .append("</title>\n<style>\n")
                .append(resource(style))
                .append("</style></head>\n<body>\n");
    }

    /** The end of a page, with its script. */
    static void end(String script, Appendable out) throws IOException {
        out.append("<script>\n").append(resource(script)).append("</script>\n</body></html>\n");
    }

    private static String title(List<Report> reports) {
        if (reports.size() == 1) {
            Report report = reports.getFirst();
            return Untrusted.html(report.verdict().id() + " – " + report.target());
        }
        return "stanch: " + Quantities.count(reports.size(), "target");
    }

    private static void print(Report report, Appendable out) throws IOException {
        String verdict = report.verdict().id();
        out.append("<header class=\"" + verdict + "\"><p class=\"verdict\">")
                .append(verdict.toUpperCase(Locale.ROOT))
                .append("</p>\n<h1>" + Untrusted.html(Phrases.summary(report)) + "</h1>\n")
                .append("<p class=\"faint\"><code>" + Untrusted.html(report.target()) + "</code>, ")
                .append(Untrusted.html(Phrases.watched(report)) + "</p>\n");
        if (report.forecast() != null) {
            out.append("<p>" + Untrusted.html(Phrases.forecast(report.forecast())) + "</p>\n");
        }
        out.append("</header>\n");
        if (report.verdict() == Verdict.UNSURE) {
            missing(report, out);
        }
        int number = 1;
        for (Finding finding : report.findings()) {
            print(report, finding, number++, out);
        }
        plots(report, out);
        rest(report, out);
    }

    private static void print(Report report, Finding finding, int number, Appendable out)
            throws IOException {
        String confidence = finding.confidence().id();
        out.append("<section class=\"card finding " + confidence + "\">\n<h2>")
                .append(number + ". " + Phrases.cause(finding.cause()) + " at <code>")
                .append(Untrusted.html(Phrases.shortPlace(finding.site())) + "</code>")
                .append(" <span class=\"badge\">" + confidence + "</span></h2>\n");
        if (!finding.why().isBlank()) {
            out.append("<p>" + Untrusted.html(finding.why()) + "</p>\n");
        }
        out.append("<dl>\n");
        for (Row row : Row.of(report, finding)) {
            String value = Untrusted.html(row.value());
            out.append("<dt>" + row.label() + "</dt><dd>")
                    .append(row.code() ? "<code>" + value + "</code>" : value)
                    .append("</dd>\n");
        }
        out.append("</dl>\n");
        if (finding.plot() != null) {
            out.append(SvgPlot.of(finding.plot(), 720));
        }
        out.append("<h3>What stops it <span class=\"badge plain\">")
                .append(Phrases.grade(finding.fix()) + "</span></h3>\n<p>")
                .append(Untrusted.html(finding.fix().summary()) + "</p>\n");
        code(finding.fix().example(), out);
        code(finding.fix().patch(), out);
        evidence(finding.evidence(), out);
        out.append("</section>\n");
    }

    private static void code(@Nullable String code, Appendable out) throws IOException {
        if (code != null && !code.isBlank()) {
            out.append("<pre><code>" + Untrusted.html(code.stripTrailing()) + "</code></pre>\n");
        }
    }

    private static void evidence(List<Evidence> evidence, Appendable out) throws IOException {
        if (evidence.isEmpty()) {
            return;
        }
        out.append("<details open><summary>Evidence (" + evidence.size() + ")</summary>\n<ul>\n");
        for (Evidence fact : evidence) {
            out.append("<li>" + Untrusted.html(fact.text()) + " <span class=\"faint\">")
                    .append(Untrusted.html(fact.source()) + "</span></li>\n");
        }
        out.append("</ul></details>\n");
    }

    private static void plots(Report report, Appendable out) throws IOException {
        var figures = new StringBuilder();
        for (Plot plot : report.plots()) {
            figures.append(SvgPlot.of(plot, 420));
        }
        if (!figures.isEmpty()) {
            out.append("<section class=\"card\"><h2>Trends</h2>\n<div class=\"plots\">\n")
                    .append(figures)
                    .append("</div></section>\n");
        }
    }

    private static void rest(Report report, Appendable out) throws IOException {
        if (!report.symptoms().isEmpty()) {
            out.append("<section class=\"card\"><h2>Symptoms</h2>\n<ul>\n");
            for (Symptom symptom : report.symptoms()) {
                out.append("<li>" + Untrusted.html(symptom.text()) + " <span class=\"faint\">")
                        .append(Untrusted.html(symptom.id()) + "</span></li>\n");
            }
            out.append("</ul></section>\n");
        }
        if (report.verdict() != Verdict.UNSURE) {
            missing(report, out);
        }
        var facts = new StringBuilder();
        Phrases.facts(report).forEach((name, value) -> fact(name, value, facts));
        String cost = Phrases.cost(report);
        if (cost != null) {
            fact("cost", cost, facts);
        }
        if (!facts.isEmpty()) {
            out.append("<section class=\"card\"><details open><summary>Target</summary>\n<dl>\n")
                    .append(facts)
                    .append("</dl></details></section>\n");
        }
    }

    private static void missing(Report report, Appendable out) throws IOException {
        if (!report.incomplete().isEmpty()) {
            out.append("<section class=\"card\"><h2>Missing</h2>\n<ul>\n");
            for (String gap : report.incomplete()) {
                out.append("<li>" + Untrusted.html(gap) + "</li>\n");
            }
            out.append("</ul></section>\n");
        }
    }

    private static void fact(String name, String value, StringBuilder out) {
        out.append("<dt>")
                .append(Untrusted.html(name))
                .append("</dt><dd>")
                .append(Untrusted.html(value))
                .append("</dd>\n");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("resource missing: " + name);
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
