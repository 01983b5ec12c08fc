package dev.stanch.report;

import dev.stanch.leak.Report;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report for machines with one more section: schema {@code stanch.report/1}. */
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
}
