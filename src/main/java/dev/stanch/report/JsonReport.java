package dev.stanch.report;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.stanch.leak.Evidence;
import dev.stanch.leak.Finding;
import dev.stanch.leak.Fix;
import dev.stanch.leak.Forecast;
import dev.stanch.leak.Plot;
import dev.stanch.leak.Report;
import dev.stanch.leak.Site;
import dev.stanch.leak.Symptom;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The report for machines: schema {@code stanch.report/1}, described in {@code
 * docs/formats/report.schema.json}. Unknown values are null, so are numbers that JSON cannot hold.
 * Several reports become one object of schema {@code stanch.reports/1}.
 */
public final class JsonReport implements ReportWriter {
    private static final JSON JSON_WRITER =
            JSON.builder()
                    .enable(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES)
                    .build();

    @Override
    public void write(List<Report> reports, Appendable out) throws IOException {
        print(document(reports), out);
    }

    static void print(Map<String, @Nullable Object> document, Appendable out) throws IOException {
        escapeInvisible(JSON_WRITER.asString(document), out);
        out.append('\n');
    }

    /**
     * The report may be looked at in a terminal: the control characters above ASCII and those that
     * turn the direction of text, which JSON allows raw, are escaped too. Outside of strings there
     * are none.
     */
    private static void escapeInvisible(String json, Appendable out) throws IOException {
        int from = 0;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            int type = Character.getType(c);
            boolean invisible =
                    c >= 0x7f
                            && (type == Character.CONTROL
                                    || type == Character.FORMAT
                                    || type == Character.LINE_SEPARATOR
                                    || type == Character.PARAGRAPH_SEPARATOR);
            if (invisible) {
                out.append(json, from, i).append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                from = i + 1;
            }
        }
        out.append(json, from, json.length());
    }

    private static Map<String, @Nullable Object> document(List<Report> reports) {
        if (reports.size() == 1) {
            return object(reports.getFirst());
        }
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("schema", "stanch.reports/1");
        document.put("reports", reports.stream().map(JsonReport::object).toList());
        return document;
    }

    /** One report as the object that is printed; more may be put into it. */
    static Map<String, @Nullable Object> object(Report report) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("schema", "stanch.report/1");
        object.put("target", text(report.target()));
        object.put("started", report.started().toString());
        object.put("seconds", number(report.seconds()));
        object.put("verdict", report.verdict().id());
        object.put("summary", text(report.summary()));
        object.put("findings", report.findings().stream().map(JsonReport::finding).toList());
        object.put("symptoms", report.symptoms().stream().map(JsonReport::symptom).toList());
        object.put("forecast", report.forecast() == null ? null : forecast(report.forecast()));
        var facts = new LinkedHashMap<String, @Nullable Object>();
        report.facts().forEach((name, value) -> facts.put(text(name), text(value)));
        object.put("facts", facts);
        object.put("requests", report.requests());
        object.put("target_cpu_seconds", number(report.targetCpuSeconds()));
        object.put("plots", report.plots().stream().map(JsonReport::plot).toList());
        object.put("incomplete", report.incomplete().stream().map(JsonReport::text).toList());
        return object;
    }

    static Map<String, @Nullable Object> finding(Finding finding) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("cause", finding.cause().id());
        object.put("confidence", finding.confidence().id());
        object.put("site", site(finding.site()));
        object.put("origin", finding.origin() == null ? null : site(finding.origin()));
        object.put("holder", text(finding.holder()));
        object.put("wait", text(finding.waitReason()));
        object.put("wait_min_seconds", number(finding.waitMinSeconds()));
        object.put("count", finding.count());
        object.put("rate_per_second", number(finding.ratePerSecond()));
        object.put("bytes", finding.bytes());
        object.put("bytes_per_second", number(finding.bytesPerSecond()));
        object.put("seconds_to_limit", number(finding.secondsToLimit()));
        object.put("evidence", finding.evidence().stream().map(JsonReport::evidence).toList());
        object.put("why", text(finding.why()));
        object.put("fix", fix(finding.fix()));
        object.put("plot", finding.plot() == null ? null : plot(finding.plot()));
        return object;
    }

    private static Map<String, @Nullable Object> site(Site site) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("function", text(site.function()));
        object.put("file", text(site.file()));
        object.put("line", site.line());
        return object;
    }

    private static Map<String, @Nullable Object> evidence(Evidence evidence) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("source", text(evidence.source()));
        object.put("text", text(evidence.text()));
        object.put("value", number(evidence.value()));
        return object;
    }

    private static Map<String, @Nullable Object> fix(Fix fix) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("summary", text(fix.summary()));
        object.put("grade", fix.grade().id());
        object.put("example", text(fix.example()));
        object.put("patch", text(fix.patch()));
        return object;
    }

    private static Map<String, @Nullable Object> symptom(Symptom symptom) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("id", text(symptom.id()));
        object.put("text", text(symptom.text()));
        return object;
    }

    private static Map<String, @Nullable Object> forecast(Forecast forecast) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("limit_bytes", forecast.limitBytes());
        object.put("limit_source", text(forecast.limitSource()));
        object.put("used_bytes", forecast.usedBytes());
        object.put("bytes_per_second", number(forecast.bytesPerSecond()));
        object.put("earliest_seconds", number(forecast.earliestSeconds()));
        object.put("seconds", number(forecast.seconds()));
        object.put("latest_seconds", number(forecast.latestSeconds()));
        return object;
    }

    private static Map<String, @Nullable Object> plot(Plot plot) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("title", text(plot.title()));
        object.put("unit", text(plot.unit()));
        object.put("seconds", numbers(plot.seconds()));
        object.put("values", numbers(plot.values()));
        return object;
    }

    private static List<@Nullable Double> numbers(double[] values) {
        var list = new ArrayList<@Nullable Double>(values.length);
        for (double value : values) {
            list.add(number(value));
        }
        return list;
    }

    private static @Nullable Double number(@Nullable Double value) {
        return value == null || !Double.isFinite(value) ? null : value;
    }

    /** Unpaired surrogates cannot be encoded: each becomes U+FFFD. */
    private static @Nullable String text(@Nullable String text) {
        return text == null ? null : Untrusted.wellFormed(text);
    }
}
