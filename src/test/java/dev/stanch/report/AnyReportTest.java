package dev.stanch.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.stanch.leak.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What must hold for any report whatever. */
class AnyReportTest {
    private static final int ROUNDS = 1500;
    private static final Pattern TAG = Pattern.compile("<(/?[a-z0-9!]+)", Pattern.CASE_INSENSITIVE);
    private static final List<String> BODY_TAGS =
            List.of(
                    "main header p h1 h2 h3 code section span dl dt dd pre details summary ul li div"
                            .split(" ", -1));
    private static final List<String> PLOT_TAGS =
            List.of("figure figcaption svg line text path g circle".split(" ", -1));

    @Test
    void noTerminalLineIsWiderThanTheColumnsAndNoControlCharacterPasses() throws IOException {
        RandomReports reports = new RandomReports(1);
        for (int i = 0; i < ROUNDS; i++) {
            Report report = reports.next();
            int columns = 20 + i % 120;
            boolean unicode = i % 2 == 0;
            String text = print(new TerminalReport(columns, false, unicode), report);
            assertThat(text.lines()).allMatch(line -> Columns.width(line) <= columns);
            assertThat(
                            text.chars()
                                    .allMatch(
                                            c -> c == '\n' || (c >= ' ' && c != 0x7f && c != 0x85)))
                    .isTrue();
            assertThat(text).doesNotContain("\u202e", "\u200b");
            assertThat(UTF_8.newEncoder().canEncode(text)).isTrue();
            if (!unicode) {
                assertThat(text.chars()).allMatch(c -> c < 0x7f);
            }
        }
    }

    @Test
    void colourOnlyAddsEscapesToTheSameText() throws IOException {
        RandomReports reports = new RandomReports(2);
        for (int i = 0; i < ROUNDS; i++) {
            Report report = reports.next();
            String plain = print(new TerminalReport(80, false, true), report);
            String coloured = print(new TerminalReport(80, true, true), report);
            assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
        }
    }

    @Test
    void theSiteOfAFindingIsReadAtAnyWidth() throws IOException {
        for (int columns = 20; columns <= 120; columns++) {
            String text = print(new TerminalReport(columns, false, true), SampleReports.leaking());
            String joined = text.replaceAll("\\s+", "");
            assertThat(joined).contains("hub.go:88", "hub.go:41", "store.go:137");
        }
    }

    @Test
    void jsonParsesBackAndObeysTheSchema() throws IOException {
        Schema schema = Schema.report();
        RandomReports reports = new RandomReports(3);
        for (int i = 0; i < ROUNDS; i++) {
            String json = print(new JsonReport(), reports.next());
            assertThat(schema.problems(new String(json.getBytes(UTF_8), UTF_8))).as(json).isEmpty();
        }
    }

    @Test
    void theSchemaRefusesAReportThatLacksItsVerdict() throws IOException {
        Map<String, Object> read =
                JSON.std.mapFrom(print(new JsonReport(), SampleReports.leaking()));
        read.put("verdict", "perhaps");
        read.remove("findings");
        assertThat(Schema.report().problems(JSON.std.asString(read)))
                .hasSize(2)
                .anyMatch(p -> p.contains("findings"))
                .anyMatch(p -> p.contains("verdict"));
    }

    @Test
    void sarifObeysItsSchema() throws IOException {
        Schema schema = Schema.sarif();
        RandomReports reports = new RandomReports(5);
        for (int i = 0; i < ROUNDS; i++) {
            Report report = reports.next();
            List<SarifReport.Result> results =
                    report.findings().stream()
                            .map(f -> new SarifReport.Result(f, f.why(), f.why()))
                            .toList();
            var out = new StringBuilder();
            new SarifReport(Path.of("/srv/app")).write(results, report.incomplete(), out);
            String json = new String(out.toString().getBytes(UTF_8), UTF_8);
            assertThat(schema.problems(json)).as(json).isEmpty();
        }
        assertThat(schema.problems("{\"version\": \"2.1.0\"}")).anyMatch(p -> p.contains("runs"));
    }

    @Test
    void severalReportsAreOneJsonObject() throws IOException {
        var out = new StringBuilder();
        new JsonReport().write(List.of(SampleReports.clean(), SampleReports.unsure()), out);
        Map<String, Object> read = JSON.std.mapFrom(out.toString());
        assertThat(read).containsEntry("schema", "stanch.reports/1").hasSize(2);
        assertThat((List<?>) read.get("reports")).hasSize(2);
    }

    @Test
    void htmlHoldsNoTagButItsOwnAndLoadsNothing() throws IOException {
        RandomReports reports = new RandomReports(4);
        for (int i = 0; i < ROUNDS / 3; i++) {
            String html = print(new HtmlReport(), reports.next());
            int start = html.indexOf("<body>") + "<body>".length();
            String body = html.substring(start, html.indexOf("<script>", start));
            Matcher tags = TAG.matcher(body);
            while (tags.find()) {
                String tag = tags.group(1).replace("/", "");
                assertThat(BODY_TAGS.contains(tag) || PLOT_TAGS.contains(tag)).as(tag).isTrue();
            }
            assertThat(body).doesNotContain(" src=", " href=", "NaN", "Infinity");
        }
    }

    @Test
    void markdownNeitherMentionsNorOpensTags() throws IOException {
        RandomReports reports = new RandomReports(5);
        for (int i = 0; i < ROUNDS; i++) {
            String markdown = print(new MarkdownReport(), reports.next());
            String prose =
                    markdown.replaceAll("(?ms)^(`{3,})[a-z]*\n.*?^\\1$", "")
                            .replaceAll("(?s)(?<!\\\\)(`+)(?!`).*?(?<!`)\\1(?!`)", "")
                            .replace("<!-- -->", "\0")
                            .replaceAll("</?(details|summary)>", "");
            assertThat(prose).doesNotContain("<", "@all", "#1", "http://");
        }
    }

    private static String print(ReportWriter writer, Report report) throws IOException {
        var out = new StringBuilder();
        writer.write(report, out);
        return out.toString();
    }
}
