package dev.stanch.capture.metric;

import dev.stanch.io.FormatException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Samples of the Prometheus text format 0.0.4 and of OpenMetrics 1.0. Lines that are damaged are
 * passed over; a text without one good line is no metrics.
 */
final class PrometheusText {
    private static final int LONGEST_LINE = 1 << 16;
    private static final int MOST_LABELS = 128;

    /** One sample. Timestamp and exemplar are not kept. */
    record Sample(String name, Map<String, String> labels, double value) {}

    /** Takes samples one after the other. */
    interface Sink {
        void sample(Sample sample);
    }

    private PrometheusText() {}

    /**
     * Reads to the end.
     *
     * @return damaged lines that were passed over
     */
    static int read(String name, InputStream in, Sink sink) throws FormatException, IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 15);
        int good = 0;
        int bad = 0;
        String line;
        while ((line = lines.readLine()) != null) {
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            @Nullable Sample sample = line.length() > LONGEST_LINE ? null : sample(line);
            if (sample == null) {
                bad++;
                if (good == 0 && bad > 20) {
                    break;
                }
            } else {
                good++;
                sink.sample(sample);
            }
        }
        if (good == 0) {
            throw new FormatException(
                    name, -1, "no metrics in the Prometheus text format; check the address");
        }
        return bad;
    }

    static @Nullable Sample sample(String line) {
        int at = 0;
        while (at < line.length() && isNameChar(line.charAt(at), at)) {
            at++;
        }
        if (at == 0) {
            return null;
        }
        String name = line.substring(0, at);
        Map<String, String> labels = Map.of();
        if (at < line.length() && line.charAt(at) == '{') {
            labels = new LinkedHashMap<>();
            at = labels(line, at + 1, labels);
            if (at < 0) {
                return null;
            }
        }
        @Nullable Double value = value(line, at);
        return value == null ? null : new Sample(name, labels, value);
    }

    private static boolean isNameChar(char c, int at) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || c == ':'
                || (at > 0 && c >= '0' && c <= '9');
    }

    /** Position after the closing brace; -1 when damaged. */
    private static int labels(String line, int start, Map<String, String> labels) {
        int at = start;
        while (at < line.length()) {
            while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == ',')) {
                at++;
            }
            if (at < line.length() && line.charAt(at) == '}') {
                return at + 1;
            }
            int equals = line.indexOf("=\"", at);
            if (equals < 0 || labels.size() >= MOST_LABELS) {
                return -1;
            }
            StringBuilder value = new StringBuilder();
            int end = quoted(line, equals + 2, value);
            if (end < 0) {
                return -1;
            }
            labels.put(line.substring(at, equals).strip(), value.toString());
            at = end;
        }
        return -1;
    }

    /** Position after the closing quote; -1 when there is none. */
    private static int quoted(String line, int start, StringBuilder value) {
        for (int at = start; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"') {
                return at + 1;
            }
            if (c == '\\' && at + 1 < line.length()) {
                at++;
                char escaped = line.charAt(at);
                value.append(escaped == 'n' ? '\n' : escaped);
            } else {
                value.append(c);
            }
        }
        return -1;
    }

    private static @Nullable Double value(String line, int start) {
        int from = start;
        while (from < line.length() && (line.charAt(from) == ' ' || line.charAt(from) == '\t')) {
            from++;
        }
        int to = from;
        while (to < line.length() && line.charAt(to) != ' ' && line.charAt(to) != '\t') {
            to++;
        }
        String text = line.substring(from, to);
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> number(text);
        };
    }

    private static @Nullable Double number(String text) {
        if (text.isEmpty()
                || text.length() > 64
                || !"+-.0123456789".contains(text.substring(0, 1))) {
            return null;
        }
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
