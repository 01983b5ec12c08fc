package dev.stanch.goroutine.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Picks the lines about a crash out of those that stand outside of goroutines' stacks. Of several
 * panics the last that was not recovered counts; a fatal error counts more than the {@code
 * runtime:} lines before it, which go with it.
 */
public final class CrashLines {
    static final int MOST_LINES = 20;
    private static final int LONGEST = 2000;
    private static final String PANIC = "panic: ";

    /** What {@code printpanics} in {@code runtime/panic.go} puts behind a value. */
    private static final Pattern RECOVERED =
            Pattern.compile(" \\[recovered(, repanicked|, reraised)?]$");

    /** {@code runtime/signal_unix.go}: the signal's name, then what it means. */
    private static final Pattern SIGNAL = Pattern.compile("SIG[A-Z0-9]{2,8}: ");

    private final List<String> lines = new ArrayList<>();
    private @Nullable String message;
    private @Nullable FatalError kind;
    private boolean more;
    private long culprit;
    private boolean closed;

    /** Looks at one line outside of any stack. */
    public void see(byte[] line, int from, int to) {
        if (from == to) {
            more = false;
            return;
        }
        int start = from;
        while (start < to && (line[start] == '\t' || line[start] == ' ')) {
            start++;
        }
        if (start == to || closed) {
            return;
        }
        switch (line[start]) {
            case 'p', 'f', 'r', '[', 'S', 'W', 'g', 'u' -> look(text(line, start, to));
            default -> {
                if (more) {
                    keep(text(line, start, to));
                }
            }
        }
    }

    /**
     * The first goroutine after the lines; its stack is the one in which it happened.
     *
     * @param running whether its state is {@code running} or like it
     */
    public void goroutine(long id, boolean running) {
        more = false;
        if (kind != null && culprit == 0 && !closed) {
            culprit = running && !kind.isNobodys() ? id : 0;
            closed = true;
        }
    }

    /** Null when nothing told of a crash. */
    public @Nullable Crash crash() {
        return kind == null
                ? null
                : new Crash(kind, message == null ? lines.getFirst() : message, lines, culprit);
    }

    private void look(String line) {
        if (line.startsWith(PANIC)) {
            keep(line);
            more = true;
            panic(line.substring(PANIC.length()));
        } else if (line.startsWith("fatal error: ")) {
            message = line.substring("fatal error: ".length());
            FatalError told = FatalError.ofFatal(message);
            kind = told == FatalError.OTHER && kind != null ? kind : told;
            keep(line);
        } else if (line.startsWith("runtime: ")) {
            String words = line.substring("runtime: ".length());
            FatalError told = FatalError.ofFatal(words);
            if (told != FatalError.OTHER && kind == null) {
                kind = told;
                message = words;
            }
            keep(line);
        } else if (line.startsWith("[signal ") || line.startsWith("unexpected fault address ")) {
            keep(line);
        } else if (SIGNAL.matcher(line).lookingAt()) {
            keep(line);
            kind = line.startsWith("SIGQUIT") ? FatalError.QUIT : FatalError.SIGNAL;
            message = line;
        } else if (line.equals("WARNING: DATA RACE")) {
            keep(line);
            more = true;
            kind = kind == null ? FatalError.DATA_RACE : kind;
            message = message == null ? "data race" : message;
        } else if (more) {
            keep(line);
        }
    }

    /** Of panics that were recovered only the first counts, and that until another comes. */
    private void panic(String said) {
        Matcher tag = RECOVERED.matcher(said);
        boolean tagged = tag.find();
        String value = tagged ? said.substring(0, tag.start()) : said;
        if (!tagged || tag.group().contains("repanicked") || message == null) {
            message = value;
            kind = FatalError.ofPanic(value);
        }
    }

    private void keep(String line) {
        if (lines.size() < MOST_LINES) {
            lines.add(line);
        }
    }

    private static String text(byte[] line, int from, int to) {
        return new String(line, from, Math.min(to - from, LONGEST), UTF_8);
    }
}
