package dev.stanch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.leak.Report;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GoldenReportsTest {
    @TestFactory
    List<DynamicTest> everyReportInEveryFormatIsAsItWas() {
        Map<String, List<Report>> reports = new LinkedHashMap<>();
        reports.put("leaking", List.of(SampleReports.leaking()));
        reports.put("clean", List.of(SampleReports.clean()));
        reports.put("unsure", List.of(SampleReports.unsure()));
        reports.put("hostile", List.of(SampleReports.hostile()));
        reports.put("several", List.of(SampleReports.clean(), SampleReports.unsure()));
        Map<String, ReportWriter> writers = new LinkedHashMap<>();
        writers.put("80.txt", new TerminalReport(80, false, true));
        writers.put("120.colour.txt", new TerminalReport(120, true, true));
        writers.put("40.ascii.txt", new TerminalReport(40, false, false));
        writers.put("json", new JsonReport());
        writers.put("md", new MarkdownReport());
        writers.put("html", new HtmlReport());
        return reports.entrySet().stream()
                .flatMap(
                        report -> writers.entrySet().stream().map(writer -> golden(report, writer)))
                .toList();
    }

    private static DynamicTest golden(
            Map.Entry<String, List<Report>> reports, Map.Entry<String, ReportWriter> writer) {
        String name = "report/" + reports.getKey() + "." + writer.getKey();
        return DynamicTest.dynamicTest(
                name, () -> Golden.check(name, print(writer.getValue(), reports.getValue())));
    }

    @Test
    void theFirstLineIsTheVerdictInPlainWords() throws IOException {
        String text = print(new TerminalReport(80, false, true), List.of(SampleReports.clean()));
        assertThat(text)
                .startsWith(
                        """
                        CLEAN: nothing grew without bound in 60 s.
                        http://prometheus.example:9090, watched for 60 s from 2026-11-24 10:00:00 UTC
                        """);
    }

    private static String print(ReportWriter writer, List<Report> reports) throws IOException {
        var out = new StringBuilder();
        writer.write(reports, out);
        return out.toString();
    }
}
