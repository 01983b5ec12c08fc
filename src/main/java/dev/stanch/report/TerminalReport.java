package dev.stanch.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stanch.leak.Evidence;
import dev.stanch.leak.Finding;
import dev.stanch.leak.Plot;
import dev.stanch.leak.Report;
import dev.stanch.leak.Site;
import dev.stanch.leak.Symptom;
import dev.stanch.leak.Verdict;
import dev.stanch.report.TextPage.Style;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The report for a tired person: the verdict in the first line, then each leak with its line, pace,
 * reason and fix, then the rest.
 */
public final class TerminalReport implements ReportWriter {
    private static final int INDENT = 3;
    private final int columns;
    private final boolean colour;
    private final boolean unicode;

    /**
     * For standard output, in its character set.
     *
     * @param columns width that no line exceeds; at least 20
     * @param colour whether ANSI colours are written
     */
    public TerminalReport(int columns, boolean colour) {
        this(columns, colour, UTF_8.name().equalsIgnoreCase(System.getProperty("stdout.encoding")));
    }

    /**
     * As the other, but for the character set that is given.
     *
     * @param unicode false to write ASCII alone
     */
    public TerminalReport(int columns, boolean colour, boolean unicode) {
        this.columns = columns;
        this.colour = colour;
        this.unicode = unicode;
    }

    @Override
    public void write(List<Report> reports, Appendable out) throws IOException {
        String separator = "";
        for (Report report : reports) {
            TextPage page = new TextPage(columns, colour, unicode);
            print(report, page);
            out.append(separator).append(page.toString());
            separator = "\n" + "=".repeat(Math.max(20, columns)) + "\n\n";
        }
    }

    private static void print(Report report, TextPage page) {
        page.paragraph(
                0,
                style(report.verdict()),
                report.verdict().id().toUpperCase(Locale.ROOT) + ": " + Phrases.summary(report));
        page.paragraph(0, Style.FAINT, report.target() + ", " + Phrases.watched(report));
        if (report.verdict() == Verdict.UNSURE) {
            // What is missing is why.
            missing(report, page);
        }
        int number = 1;
        for (Finding finding : report.findings()) {
            print(report, finding, number++, page.blank());
        }
        printRest(report, page.blank());
    }

    private static Style style(Verdict verdict) {
        return switch (verdict) {
            case LEAKING -> Style.BAD;
            case CLEAN -> Style.GOOD;
            case UNSURE -> Style.WARN;
        };
    }

    private static void print(Report report, Finding finding, int number, TextPage page) {
        String title = number + ". " + Phrases.cause(finding.cause());
        page.paragraph(
                0,
                Style.TITLE,
                title
                        + " at "
                        + Phrases.shortPlace(finding.site())
                        + " ("
                        + finding.confidence().id()
                        + ")");
        site("where", Style.TITLE, finding.site(), page);
        if (finding.origin() != null) {
            site(Phrases.originLabel(finding), Style.PLAIN, finding.origin(), page);
        }
        field("held by", finding.holder(), page);
        field("waits", Phrases.waits(finding), page);
        field("since", Phrases.since(report, finding), page);
        field("leaked", Phrases.leaked(finding), page);
        field("pace", Phrases.pace(finding), page);
        if (finding.plot() != null) {
            field("growth", growth(finding.plot(), page.fieldRoom(INDENT), page), page);
        }
        field("end", Phrases.end(finding), page);
        field("why", finding.why(), page);
        String label = "evidence";
        for (Evidence evidence : finding.evidence()) {
            page.field(INDENT, label, Style.PLAIN, evidence.source() + ": " + evidence.text());
            label = "";
        }
        page.field(
                INDENT,
                "stop it",
                Style.GOOD,
                finding.fix().summary() + " (" + Phrases.grade(finding.fix()) + ")");
        code(finding.fix().example(), page);
        code(finding.fix().patch(), page);
    }

    private static void site(String label, Style style, Site site, TextPage page) {
        int room = page.fieldRoom(INDENT);
        String place = Untrusted.oneLine(Phrases.place(site));
        page.field(INDENT, label, style, Columns.shorten(place, room, page.gap()));
        String function = Columns.shorten(Untrusted.oneLine(site.function()), room, page.gap());
        page.field(INDENT, "", Style.PLAIN, Columns.middle(function, room, page.gap()));
    }

    private static void field(String label, @Nullable String value, TextPage page) {
        if (value != null && !value.isBlank()) {
            page.field(INDENT, label, Style.PLAIN, value);
        }
    }

    private static void code(@Nullable String code, TextPage page) {
        if (code != null && !code.isBlank()) {
            page.blank().code(2 * INDENT, code.stripTrailing());
        }
    }

    /** Picture and range; null where nothing is known. */
    private static @Nullable String growth(Plot plot, int room, TextPage page) {
        String range = Phrases.range(plot);
        int width = Math.min(24, Math.max(1, room / 2));
        return range == null
                ? null
                : Sparkline.of(Phrases.values(plot), width, page.unicode()).strip() + " " + range;
    }

    private static void printRest(Report report, TextPage page) {
        String label = "symptoms";
        for (Symptom symptom : report.symptoms()) {
            page.field(0, label, Style.PLAIN, symptom.text() + " [" + symptom.id() + "]");
            label = "";
        }
        if (report.forecast() != null) {
            page.field(0, "memory", Style.PLAIN, Phrases.forecast(report.forecast()));
        }
        label = "trends";
        for (Plot plot : report.plots()) {
            String growth = growth(plot, page.fieldRoom(0), page);
            if (growth != null) {
                page.field(0, label, Style.PLAIN, plot.title() + ": " + growth);
                label = "";
            }
        }
        label = "target";
        for (var fact : Phrases.facts(report).entrySet()) {
            page.field(0, label, Style.PLAIN, fact.getKey() + ": " + fact.getValue());
            label = "";
        }
        String cost = Phrases.cost(report);
        if (cost != null) {
            page.field(0, "cost", Style.PLAIN, cost);
        }
        if (report.verdict() != Verdict.UNSURE) {
            missing(report, page);
        }
    }

    private static void missing(Report report, TextPage page) {
        String label = "missing";
        for (String gap : report.incomplete()) {
            page.field(0, label, Style.WARN, gap);
            label = "";
        }
    }
}
