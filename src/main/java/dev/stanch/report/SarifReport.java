package dev.stanch.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stanch.leak.Cause;
import dev.stanch.leak.Confidence;
import dev.stanch.leak.Finding;
import dev.stanch.leak.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Findings as SARIF 2.1.0 (OASIS), which code hosts show beside the lines. Files below the base
 * folder are told relative to it.
 */
public final class SarifReport {
    private final Path base;

    /**
     * A finding as a result.
     *
     * @param message one sentence
     * @param identity the same in each run, also when lines move
     */
    public record Result(Finding finding, String message, String identity) {}

    public SarifReport(Path base) {
        this.base = base.toAbsolutePath().normalize();
    }

    /**
     * Writes one run.
     *
     * @param problems what could not be looked at, one line each
     */
    public void write(List<Result> results, List<String> problems, Appendable out)
            throws IOException {
        Map<String, @Nullable Object> driver = new LinkedHashMap<>();
        driver.put("name", "stanch");
        driver.put(
                "rules",
                results.stream()
                        .map(r -> r.finding().cause())
                        .distinct()
                        .sorted()
                        .map(SarifReport::rule)
                        .toList());
        Map<String, @Nullable Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("columnKind", "utf16CodeUnits");
        run.put("originalUriBaseIds", Map.of("ROOT", Map.of("uri", "file://" + uri(base + "/"))));
        run.put(
                "invocations",
                List.of(
                        Map.of(
                                "executionSuccessful",
                                true,
                                "toolExecutionNotifications",
                                problems.stream()
                                        .map(p ->
                                                Map.of(
                                                        "level",
                                                        "warning",
                                                        "message",
                                                        Map.of("text", Untrusted.oneLine(p))))
                                        .toList())));
        run.put("results", results.stream().map(this::result).toList());
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        document.put("version", "2.1.0");
        document.put("runs", List.of(run));
        JsonReport.print(document, out);
    }

    private static Map<String, Object> rule(Cause cause) {
        return Map.of(
                "id",
                cause.id(),
                "shortDescription",
                Map.of("text", cause.id().replace('-', ' ')),
                "help",
                Map.of("text", "stanch explain " + cause.id()));
    }

    private Map<String, Object> result(Result result) {
        Finding finding = result.finding();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("ruleId", finding.cause().id());
        object.put("level", finding.confidence() == Confidence.SUSPECT ? "warning" : "error");
        object.put(
                "message",
                Map.of(
                        "text",
                        Untrusted.oneLine(
                                "%s (%s). %s"
                                        .formatted(
                                                result.message(),
                                                finding.confidence().id(),
                                                finding.why()))));
        object.put("locations", List.of(location(finding.site(), null)));
        if (finding.origin() != null) {
            List<Object> related = new ArrayList<>();
            related.add(location(finding.origin(), "started or put here"));
            object.put("relatedLocations", related);
        }
        object.put(
                "partialFingerprints",
                Map.of("stanch/1", Integer.toHexString(result.identity().hashCode())));
        return object;
    }

    private Map<String, Object> location(Site site, @Nullable String message) {
        Map<String, Object> physical = new LinkedHashMap<>();
        physical.put("artifactLocation", artifact(site.file()));
        if (site.line() > 0) {
            physical.put("region", Map.of("startLine", site.line()));
        }
        Map<String, Object> location = new LinkedHashMap<>();
        location.put("physicalLocation", physical);
        location.put(
                "logicalLocations",
                List.of(Map.of("fullyQualifiedName", Untrusted.oneLine(site.function()))));
        if (message != null) {
            location.put("message", Map.of("text", message));
        }
        return location;
    }

    /** A path may be anything at all, as it came out of a binary or a dump. */
    private Map<String, Object> artifact(String file) {
        String below = base.toString() + "/";
        return file.startsWith(below)
                ? Map.of("uri", uri(file.substring(below.length())), "uriBaseId", "ROOT")
                : Map.of("uri", file.startsWith("/") ? "file://" + uri(file) : uri(file));
    }

    /** Percent-encoded after RFC 3986, also the colon, which would end a scheme. */
    private static String uri(String path) {
        StringBuilder uri = new StringBuilder();
        for (byte b : path.replace('\\', '/').getBytes(UTF_8)) {
            boolean plain =
                    (b >= 'a' && b <= 'z')
                            || (b >= 'A' && b <= 'Z')
                            || (b >= '0' && b <= '9')
                            || "-._~/".indexOf(b) >= 0;
            if (plain) {
                uri.append((char) b);
            } else {
                uri.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return uri.toString();
    }
}
