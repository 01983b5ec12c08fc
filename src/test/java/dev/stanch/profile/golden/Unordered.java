package dev.stanch.profile.golden;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A report without what depends on the order of equal nodes: its lines sorted, without the running
 * sum of a table, the numbers of a graph's nodes, and Callgrind's short forms of names and
 * positions.
 */
final class Unordered {
    private static final Pattern NODE = Pattern.compile("\\bN+\\d+(_\\d+)*\\b|id=\"node\\d+\"");
    private static final Pattern TABLE_ROW =
            Pattern.compile("^( *\\S+ +\\S+%) +\\S+%( +\\S+ +\\S+%  )");
    private static final Pattern SHORT_NAME =
            Pattern.compile("^(fl|fn|cfl|cfn|cfi|ob)=\\((\\d+)\\)( .*)?$");

    private static final Pattern POSITION =
            Pattern.compile("^(calls=\\d+ )?[+-]?[\\dx*]\\S* (\\S+)");
    private static final Pattern COPY = Pattern.compile(" \\[\\d+/\\d+]$");
    private static final Pattern QUANTITY = Pattern.compile("[-+]?\\d[\\d.]*[a-zA-Z]*%?");

    private Unordered() {}

    static List<String> lines(byte[] report) {
        return text(report).map(line -> TABLE_ROW.matcher(line).replaceFirst("$1$2")).toList();
    }

    /**
     * What is certain of a report when, among nodes of one name and rank, pprof takes any: the
     * names and how often each stands there.
     */
    static List<String> names(byte[] report) {
        return text(report)
                .filter(line -> !line.contains(" -> "))
                .map(line -> line.replaceFirst(" (fontsize|color)=.*", ""))
                .map(line -> QUANTITY.matcher(line).replaceAll("#"))
                .map(line -> line.replace(" (inline)", "").replaceAll(" +", " "))
                .sorted()
                .toList();
    }

    private static Stream<String> text(byte[] report) {
        String text = new String(report, StandardCharsets.ISO_8859_1);
        Map<String, String> names = new HashMap<>();
        boolean isCallgrind = text.startsWith("positions: ");
        return text.lines()
                .map(line ->
                        isCallgrind
                                ? POSITION.matcher(longName(line, names)).replaceFirst("$1$2")
                                : line)
                .map(line -> NODE.matcher(line).replaceAll("N"))
                .sorted();
    }

    /**
     * Callgrind tells a name once and its number from then on; copies of a node are numbered as
     * they come.
     */
    private static String longName(String line, Map<String, String> names) {
        Matcher matcher = SHORT_NAME.matcher(line);
        if (!matcher.matches()) {
            return line;
        }
        String what = matcher.group(1);
        String kind = what.endsWith("fn") ? "fn" : what.equals("ob") ? "ob" : "fl";
        String key = kind + matcher.group(2);
        if (matcher.group(3) != null) {
            names.put(key, COPY.matcher(matcher.group(3)).replaceFirst(""));
        }
        return what + "=" + names.getOrDefault(key, key);
    }
}
