package dev.stanch.gotest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who started whom, also through goroutines that have ended: what {@code
 * GODEBUG=tracebackancestors=N} adds to a dump ({@code printAncestorTraceback} in Go's {@code
 * runtime/traceback.go}).
 */
final class Ancestors {
    private static final Pattern LINE =
            Pattern.compile(
                    "^(?:goroutine (\\d{1,18}) |\\[originating from goroutine (\\d{1,18})]:|created by .* in goroutine (\\d{1,18})$)",
                    Pattern.MULTILINE);

    private final Map<Long, List<Long>> byId = new HashMap<>();

    private Ancestors() {}

    static Ancestors of(String dump) {
        Ancestors ancestors = new Ancestors();
        List<Long> line = new ArrayList<>();
        Matcher matcher = LINE.matcher(dump);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                line = new ArrayList<>();
                ancestors.byId.put(Long.valueOf(matcher.group(1)), line);
            } else {
                String id = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
                line.add(Long.valueOf(id));
            }
        }
        return ancestors;
    }

    /** Its creator first; empty for the main goroutine. */
    List<Long> of(long id) {
        return byId.getOrDefault(id, List.of());
    }
}
