package dev.stanch.profile.codec.foreign;

import dev.stanch.profile.ValueType;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The line that begins a sample of {@code perf script}: {@code comm pid/tid [cpu] time: period
 * event:}, of which cpu, time and period may be missing.
 *
 * @param pid -1 when unknown
 * @param period how many events the sample stands for
 * @param rest what follows the event: a stack of one frame, or nothing
 */
record PerfEvent(String command, long pid, long tid, long period, String event, String rest) {
    private static final Pattern SPACES = Pattern.compile("\\s+");

    /** The sample that begins with this line; empty if it begins none. */
    static Optional<PerfEvent> of(String line) {
        if (line.isEmpty() || line.charAt(0) <= ' ' || line.charAt(0) == '#') {
            return Optional.empty();
        }
        String[] words = SPACES.split(line, 64);
        int id = 1;
        while (id < words.length && !isIds(words[id])) {
            id++;
        }
        // A command may itself end in a number: the ids stand before the cpu, the time or event.
        while (id + 1 < words.length && isIds(words[id + 1])) {
            id++;
        }
        int at = id + 1;
        if (at < words.length && words[at].startsWith("[") && words[at].endsWith("]")) {
            at++;
        }
        boolean timed = false;
        for (int i = at; i < words.length && i < at + 2; i++) {
            if (isTime(words[i])) {
                at = i + 1;
                timed = true;
                break;
            }
        }
        long period = 1;
        if (at + 1 < words.length && isNumber(words[at])) {
            period = Long.parseLong(words[at]);
            at++;
        }
        boolean hasEvent = at < words.length && isEvent(words[at]);
        if (!hasEvent || (!timed && id >= words.length)) {
            return Optional.empty();
        }
        String[] ids = words[id].split("/", 2);
        long pid = Long.parseLong(ids[0]);
        long tid = ids.length > 1 ? Long.parseLong(ids[1]) : pid;
        String command = String.join(" ", java.util.Arrays.copyOf(words, id));
        String rest =
                String.join(" ", java.util.Arrays.asList(words).subList(at + 1, words.length));
        return Optional.of(
                new PerfEvent(
                        command, ids.length > 1 ? pid : -1, tid, period, name(words[at]), rest));
    }

    /** What the period counts. */
    ValueType type() {
        boolean clock = event.equals("cpu-clock") || event.equals("task-clock");
        return new ValueType(event, clock ? "nanoseconds" : "count");
    }

    /** The event without its modifiers: {@code cycles:u:} is cycles. */
    private static String name(String word) {
        String name = word.substring(0, word.length() - 1);
        int colon = name.lastIndexOf(':');
        boolean modified =
                colon > 0
                        && name.length() - colon <= 6
                        && name.substring(colon + 1)
                                .chars()
                                .allMatch(c -> "ukhGHpPSDWe".indexOf(c) >= 0);
        return modified ? name.substring(0, colon) : name;
    }

    private static boolean isEvent(String word) {
        return word.length() > 1 && word.endsWith(":") && !isTime(word);
    }

    /** {@code pid} or {@code pid/tid}. */
    private static boolean isIds(String word) {
        int slash = word.indexOf('/');
        return slash < 0
                ? isNumber(word)
                : isNumber(word.substring(0, slash)) && isNumber(word.substring(slash + 1));
    }

    private static boolean isTime(String word) {
        int point = word.indexOf('.');
        return word.endsWith(":")
                && point > 0
                && isNumber(word.substring(0, point))
                && isNumber(word.substring(point + 1, word.length() - 1));
    }

    private static boolean isNumber(String word) {
        return !word.isEmpty()
                && word.length() < 19
                && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
