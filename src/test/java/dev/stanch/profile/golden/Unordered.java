package dev.stanch.profile.golden;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private Unordered() {}

    static List<String> lines(byte[] report) {
        String text = new String(report, StandardCharsets.ISO_8859_1);
        Map<String, String> names = new HashMap<>();
        return text.lines()
                .map(line -> longName(line, names))
                .map(line -> NODE.matcher(line).replaceAll("N"))
                .map(line -> TABLE_ROW.matcher(line).replaceFirst("$1$2"))
                .sorted()
                .toList();
    }

    /** Callgrind tells a name once and its number from then on. */
    private static String longName(String line, Map<String, String> names) {
        Matcher matcher = SHORT_NAME.matcher(line);
        if (!matcher.matches()) {
            return line;
        }
        String what = matcher.group(1);
        String kind = what.endsWith("fn") ? "fn" : what.equals("ob") ? "ob" : "fl";
        String key = kind + matcher.group(2);
        if (matcher.group(3) != null) {
            names.put(key, matcher.group(3));
        }
        return what + "=" + names.getOrDefault(key, key);
    }
}
