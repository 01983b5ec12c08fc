package dev.stanch.report;

import dev.stanch.leak.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report for machines with one more section, or with more fields in each finding: schema {@code
 * stanch.report/1}.
 */
public final class SectionJson {
    private SectionJson() {}

    /**
     * Prints the report.
     *
     * @param section maps, lists, texts and numbers
     */
    public static void write(
            Report report, String name, Map<String, @Nullable Object> section, Appendable out)
            throws IOException {
        Map<String, @Nullable Object> object = JsonReport.object(report);
        object.put(name, section);
        JsonReport.print(object, out);
    }

    /**
     * Prints the report.
     *
     * @param more fields of each finding, in the report's order of findings
     */
    public static void writeFindings(Report report, List<Map<String, String>> more, Appendable out)
            throws IOException {
        List<Map<String, @Nullable Object>> findings = new ArrayList<>();
        for (int i = 0; i < more.size(); i++) {
            Map<String, @Nullable Object> finding = JsonReport.finding(report.findings().get(i));
            finding.putAll(more.get(i));
            findings.add(finding);
        }
        Map<String, @Nullable Object> object = JsonReport.object(report);
        object.put("findings", findings);
        JsonReport.print(object, out);
    }
}
