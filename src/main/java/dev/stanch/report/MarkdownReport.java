package dev.stanch.report;

import dev.stanch.leak.Evidence;
import dev.stanch.leak.Finding;
import dev.stanch.leak.Plot;
import dev.stanch.leak.Report;
import dev.stanch.leak.Symptom;
import dev.stanch.leak.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report to paste into an issue on GitHub. */
public final class MarkdownReport implements ReportWriter {
    @Override
    public void write(List<Report> reports, Appendable out) throws IOException {
        String separator = "";
        for (Report report : reports) {
            out.append(separator).append(print(report));
            separator = "\n---\n\n";
        }
    }

    private static String print(Report report) {
        var text = new StringBuilder("## ");
        text.append(report.verdict().id().toUpperCase(Locale.ROOT))
                .append(": ")
                .append(Markdown.text(Phrases.summary(report)))
                .append("\n\n")
                .append(Markdown.code(report.target()))
                .append(", ")
                .append(Phrases.watched(report))
                .append('\n');
        boolean unsure = report.verdict() == Verdict.UNSURE;
        List<String> missing = report.incomplete().stream().map(Markdown::text).toList();
        if (unsure) {
            section("Missing", missing, text);
        }
        int number = 1;
        for (Finding finding : report.findings()) {
            print(report, finding, number++, text);
        }
        section("Symptoms", symptoms(report), text);
        if (report.forecast() != null) {
            section("Memory", List.of(Markdown.text(Phrases.forecast(report.forecast()))), text);
        }
        section("Trends", trends(report), text);
        section("Target", facts(report), text);
        if (!unsure) {
            section("Missing", missing, text);
        }
        return text.toString();
    }

    private static void print(Report report, Finding finding, int number, StringBuilder text) {
        text.append("\n### ")
                .append(number)
                .append(". ")
                .append(Phrases.cause(finding.cause()))
                .append(" at ")
                .append(Markdown.code(Phrases.shortPlace(finding.site())))
                .append(" (")
                .append(finding.confidence().id())
                .append(")\n\n");
        for (Row row : Row.of(report, finding)) {
            String value = row.code() ? Markdown.code(row.value()) : Markdown.text(row.value());
            text.append("- **").append(row.label()).append("**: ").append(value).append('\n');
        }
        if (!finding.why().isBlank()) {
            text.append("\n**Why:** ").append(Markdown.text(finding.why())).append('\n');
        }
        if (!finding.evidence().isEmpty()) {
            text.append("\n<details><summary>Evidence</summary>\n\n");
            for (Evidence evidence : finding.evidence()) {
                String line = Markdown.text(evidence.source() + ": " + evidence.text());
                text.append("- ").append(line).append('\n');
            }
            text.append("\n</details>\n");
        }
        text.append("\n**Fix** (")
                .append(Phrases.grade(finding.fix()))
                .append("): ")
                .append(Markdown.text(finding.fix().summary()))
                .append('\n');
        if (finding.fix().example() != null) {
            text.append('\n').append(Markdown.block("go", finding.fix().example(), ""));
        }
        if (finding.fix().patch() != null) {
            text.append('\n').append(Markdown.block("diff", finding.fix().patch(), ""));
        }
    }

    private static void section(String title, List<String> items, StringBuilder text) {
        if (items.isEmpty()) {
            return;
        }
        text.append("\n### ").append(title).append("\n\n");
        items.forEach(item -> text.append("- ").append(item).append('\n'));
    }

    private static List<String> symptoms(Report report) {
        var items = new ArrayList<String>();
        for (Symptom symptom : report.symptoms()) {
            items.add(Markdown.text(symptom.text()) + " (" + Markdown.code(symptom.id()) + ")");
        }
        return items;
    }

    private static List<String> trends(Report report) {
        var items = new ArrayList<String>();
        for (Plot plot : report.plots()) {
            String range = Phrases.range(plot);
            if (range != null) {
                String picture = Sparkline.of(Phrases.values(plot), 24, true).strip();
                items.add(Markdown.text(plot.title()) + ": " + picture + " " + range);
            }
        }
        return items;
    }

    private static List<String> facts(Report report) {
        var items = new ArrayList<String>();
        Phrases.facts(report)
                .forEach((name, value) ->
                        items.add(Markdown.text(name) + ": " + Markdown.code(value)));
        String cost = Phrases.cost(report);
        if (cost != null) {
            items.add("cost of this observation: " + cost);
        }
        return items;
    }
}
