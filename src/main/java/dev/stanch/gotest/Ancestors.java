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
                    "^(?:goroutine (\\d{1,18}) |\\[originating from goroutine (\\d{1,18})]:|created by (.*) in goroutine (\\d{1,18})$)",
                    Pattern.MULTILINE);

    /** Runs what {@code time.AfterFunc} was given, in whatever goroutine the timer goes off. */
    private static final String TIMER = "time.goFunc";

    private final Map<Long, List<Long>> byId = new HashMap<>();

    private Ancestors() {}

    static Ancestors of(String dump) {
        Ancestors ancestors = new Ancestors();
        List<Long> line = new ArrayList<>();
        boolean known = true;
        Matcher matcher = LINE.matcher(dump);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                line = new ArrayList<>();
                known = true;
                ancestors.byId.put(Long.valueOf(matcher.group(1)), line);
            } else if (TIMER.equals(matcher.group(3))) {
                known = false;
            } else if (known) {
                String id = matcher.group(2) != null ? matcher.group(2) : matcher.group(4);
                line.add(Long.valueOf(id));
            }
        }
        return ancestors;
    }

    /**
     * Its creator first; empty for the main goroutine. It ends where a timer started one: the
     * goroutine that did so is an accident.
     */
    List<Long> of(long id) {
        return byId.getOrDefault(id, List.of());
    }
}
