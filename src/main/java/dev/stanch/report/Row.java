package dev.stanch.report;

import dev.stanch.leak.Finding;
import dev.stanch.leak.Report;
import dev.stanch.leak.Site;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One labelled fact of a finding.
 *
 * @param code whether the value is a name or path rather than a sentence
 */
record Row(String label, String value, boolean code) {
    /**
     * What is known of a finding besides growth, reason, evidence and fix, in order of interest.
     */
    static List<Row> of(Report report, Finding finding) {
        var rows = new ArrayList<Row>();
        rows.add(new Row("where", named(finding.site()), true));
        if (finding.origin() != null) {
            String label = Phrases.originLabel(finding);
            rows.add(new Row(label, named(finding.origin()), true));
        }
        if (finding.holder() != null && !finding.holder().isBlank()) {
            rows.add(new Row("held by", finding.holder(), true));
        }
        add(rows, "waits", Phrases.waits(finding));
        add(rows, "since", Phrases.since(report, finding));
        add(rows, "leaked", Phrases.leaked(finding));
        add(rows, "pace", Phrases.pace(finding));
        add(rows, "end", Phrases.end(finding));
        return List.copyOf(rows);
    }

    private static String named(Site site) {
        return Phrases.place(site) + "  " + site.function();
    }

    private static void add(List<Row> rows, String label, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            rows.add(new Row(label, value, false));
        }
    }
}
