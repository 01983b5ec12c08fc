package dev.stanch.goroutine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a goroutine's record, as {@code goroutineheader} in Go's {@code
 * runtime/traceback.go} prints it:
 *
 * <pre>{@code
 * goroutine ID[ gp=… m=… mp=…] [STATUS[ (leaked)][ (scan)][ (durable)][, N minutes][, locked to thread]
 *     [, synctest bubble N][ labels:{"k": "v"}]]:
 * }</pre>
 */
record Header(
        long id,
        String state,
        int waitMinutes,
        boolean lockedToThread,
        boolean leaked,
        boolean durable,
        Map<String, String> labels) {

    private static final String START = "goroutine ";
    private static final String LABELS = " labels:{";
    private static final String BUBBLE = ", synctest bubble ";

    /** Whether the line can be a header: it starts like one and goes on with a number. */
    static boolean looksLike(byte[] line, int from, int to) {
        int digit = from + START.length();
        if (digit >= to || line[from] != 'g' || !isDigit(line[digit])) {
            return false;
        }
        for (int i = 0; i < START.length(); i++) {
            if (line[from + i] != START.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Null when the line is no whole header. */
    static @Nullable Header parse(byte[] line, int from, int to, Sharing sharing) {
        int at = from + START.length();
        long id = 0;
        while (at < to && isDigit(line[at]) && id < Long.MAX_VALUE / 10 - 1) {
            id = id * 10 + line[at++] - '0';
        }
        while (at + 1 < to && !(line[at] == ' ' && line[at + 1] == '[')) {
            at++;
        }
        int open = at + 2;
        if (open > to - 2 || line[to - 1] != ':' || line[to - 2] != ']') {
            return null;
        }
        int close = to - 2;
        int statusEnd = open;
        while (statusEnd < close
                && line[statusEnd] != ','
                && !startsLabels(line, statusEnd, close)) {
            statusEnd++;
        }
        Marks marks = new Marks();
        String state = marks.strip(sharing.string(line, open, statusEnd), sharing);
        if (statusEnd == close) {
            return new Header(id, state, 0, false, marks.leaked, marks.durable, Map.of());
        }
        String rest = new String(line, statusEnd, close - statusEnd, UTF_8);
        int labelsAt = rest.indexOf(LABELS);
        String facts = labelsAt < 0 ? rest : rest.substring(0, labelsAt);
        return new Header(
                id,
                state,
                minutes(facts),
                facts.contains(", locked to thread"),
                marks.leaked,
                marks.durable,
                labels(facts, labelsAt < 0 ? "" : rest.substring(labelsAt + LABELS.length())));
    }

    /** Marks behind the wait reason, which itself may end in parentheses: {@code (nil chan)}. */
    private static final class Marks {
        boolean leaked;
        boolean durable;

        String strip(String status, Sharing sharing) {
            String state = status;
            while (true) {
                if (state.endsWith(" (leaked)")) {
                    leaked = true;
                    state = state.substring(0, state.length() - " (leaked)".length());
                } else if (state.endsWith(" (durable)")) {
                    durable = true;
                    state = state.substring(0, state.length() - " (durable)".length());
                } else if (state.endsWith(" (scan)")) {
                    state = state.substring(0, state.length() - " (scan)".length());
                } else if (state.length() == status.length()) {
                    return status;
                } else {
                    byte[] bytes = state.getBytes(UTF_8);
                    return sharing.string(bytes, 0, bytes.length);
                }
            }
        }
    }

    private static boolean startsLabels(byte[] line, int at, int to) {
        if (line[at] != ' ' || to - at < LABELS.length()) {
            return false;
        }
        for (int i = 0; i < LABELS.length(); i++) {
            if (line[at + i] != LABELS.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int minutes(String facts) {
        int end = facts.indexOf(" minutes");
        int start = end;
        while (start > 0 && Character.isDigit(facts.charAt(start - 1))) {
            start--;
        }
        // Nine digits are two thousand years.
        return end < 0 || start == end || end - start > 9
                ? 0
                : Integer.parseInt(facts, start, end, 10);
    }

    /**
     * {@code "key": "value", …}} in Go's quoting; what is malformed ends the list. The bubble's
     * number becomes a label, since it also says whose a goroutine is.
     */
    private static Map<String, String> labels(String facts, String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        int bubble = facts.indexOf(BUBBLE);
        if (bubble >= 0) {
            int from = bubble + BUBBLE.length();
            int comma = facts.indexOf(',', from);
            labels.put(
                    "synctest bubble", facts.substring(from, comma < 0 ? facts.length() : comma));
        }
        GoQuoted quoted = new GoQuoted(text);
        while (true) {
            String key = quoted.next();
            String value = key == null ? null : quoted.next();
            if (key == null || value == null) {
                return labels;
            }
            labels.put(key, value);
        }
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
