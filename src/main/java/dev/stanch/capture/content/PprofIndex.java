package dev.stanch.capture.content;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page that {@code net/http/pprof} serves at its root (function {@code indexTmplExecute} of
 * {@code net/http/pprof/pprof.go}; older releases laid it out a little differently).
 */
public final class PprofIndex {
    private static final Pattern ROW =
            Pattern.compile(
                    "<td[^>]{0,40}>\\s{0,8}(\\d{1,18})\\s{0,8}(?:</td>)?\\s{0,8}<td[^>]{0,40}>\\s{0,8}<a href=['\"]?([^?'\" >]{1,100})");

    private PprofIndex() {}

    /** Name of each listed profile and its count; empty when the page is something else. */
    public static Map<String, Long> counts(String page) {
        Map<String, Long> counts = new LinkedHashMap<>();
        Matcher row = ROW.matcher(page);
        while (row.find() && counts.size() < 1000) {
            String link = row.group(2);
            counts.put(link.substring(link.lastIndexOf('/') + 1), Long.parseLong(row.group(1)));
        }
        return counts;
    }
}
