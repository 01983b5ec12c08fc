package dev.stanch.goroutine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stanch.goroutine.crash.CrashLines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The goroutines of the race detector's reports ({@code PrintReport} of LLVM's {@code
 * tsan_report.cpp}, for Go): each access with its stack, and below it where each goroutine was
 * created. The detector's own goroutine numbers stand for ids; they are not the runtime's.
 */
final class RaceLines {
    private static final String BEGINNING = "WARNING: DATA RACE";
    private static final int MOST_FRAMES = 1000;
    private static final int MOST_ACCESSES = 100;
    private static final Pattern ACCESS =
            Pattern.compile(
                    "((?:Previous )?(?:[Aa]tomic )?(?:[Rr]ead|[Ww]rite)) (?:of size \\d+ )?at 0x[0-9a-f]+"
                            + " by (?:goroutine (\\d{1,18})|main goroutine):");
    private static final Pattern CREATION =
            Pattern.compile("Goroutine (\\d{1,18}) \\((\\w+)\\) created at:");

    private static final byte[] NOTHING = new byte[0];

    private final Sharing sharing;
    private final CrashLines crash;
    private final Consumer<Goroutine> sink;
    private final Map<Long, List<Frame>> accesses = new LinkedHashMap<>();
    private final Map<Long, Created> creations = new LinkedHashMap<>();
    private boolean inReport;
    private boolean accessing;
    private @Nullable List<Frame> stack;
    private @Nullable String function;

    private record Created(String state, List<Frame> by) {}

    /**
     * @param crash gets the lines that say who did what
     */
    RaceLines(Sharing sharing, CrashLines crash, Consumer<Goroutine> sink) {
        this.sharing = sharing;
        this.crash = crash;
        this.sink = sink;
    }

    static boolean begins(byte[] line, int from, int to) {
        return to - from == BEGINNING.length() && StackLines.startsWith(line, from, to, BEGINNING);
    }

    /** Whether the line belongs to a report. */
    boolean take(byte[] line, int from, int to) {
        if (begins(line, from, to)) {
            end();
            inReport = true;
            return true;
        }
        if (!inReport) {
            return false;
        }
        if (Header.looksLike(line, from, to)) {
            end();
            return false;
        }
        if (StackLines.startsWith(line, from, to, "==================")) {
            end();
        } else if (to > from && line[from] == ' ') {
            frameLine(line, from, to);
        } else if (to > from) {
            title(line, from, to);
        }
        return true;
    }

    /** Hands on what the report at hand told; to be called at the input's end, too. */
    void end() {
        if (inReport) {
            crash.see(NOTHING, 0, 0);
        }
        for (var access : accesses.entrySet()) {
            Created created = creations.remove(access.getKey());
            sink.accept(
                    goroutine(
                            access.getKey(),
                            access.getValue(),
                            created == null ? new Created("running", List.of()) : created));
        }
        accesses.clear();
        creations.clear();
        inReport = false;
        stack = null;
        function = null;
    }

    private void title(byte[] line, int from, int to) {
        String text = new String(line, from, Math.min(to - from, 500), UTF_8);
        Matcher access = ACCESS.matcher(text);
        Matcher creation = CREATION.matcher(text);
        function = null;
        accessing = access.matches();
        if (accessing) {
            crash.see(line, from, to);
            long id = access.group(2) == null ? 1 : Long.parseLong(access.group(2));
            // Of two accesses by one goroutine number the first is the newer.
            boolean kept = accesses.size() < MOST_ACCESSES && !accesses.containsKey(id);
            stack = kept ? new ArrayList<>() : null;
            if (stack != null) {
                accesses.put(id, stack);
            }
        } else if (creation.matches() && creations.size() < MOST_ACCESSES) {
            stack = new ArrayList<>();
            creations.put(Long.parseLong(creation.group(1)), new Created(creation.group(2), stack));
        } else {
            stack = null;
        }
    }

    /** {@code " main.f()"}, and below it {@code " /src/f.go:12 +0x44"}. */
    private void frameLine(byte[] line, int from, int to) {
        List<Frame> frames = stack;
        int at = from;
        while (at < to && line[at] == ' ') {
            at++;
        }
        if (frames == null || at == to || frames.size() >= MOST_FRAMES) {
            return;
        }
        String called = function;
        if (called == null) {
            int open = to - 2;
            boolean call = open > at && line[open] == '(' && line[to - 1] == ')';
            function = call ? sharing.string(line, at, open) : null;
            return;
        }
        String place = new String(line, at, to - at, UTF_8);
        int end = place.lastIndexOf(" +0x");
        int colon = place.lastIndexOf(':', end < 0 ? place.length() : end);
        int number = colon < 0 ? 0 : number(place, colon + 1, end < 0 ? place.length() : end);
        if (number > 0) {
            boolean first = frames.isEmpty();
            frames.add(sharing.frame(called, "", place.substring(0, colon), number));
            if (first && accessing) {
                byte[] words =
                        ("  " + called + " " + place.substring(0, end < 0 ? place.length() : end))
                                .getBytes(UTF_8);
                crash.see(words, 0, words.length);
            }
        }
        function = null;
    }

    private static int number(String text, int from, int to) {
        if (from >= to || to - from > 9) {
            return 0;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return 0;
            }
        }
        return Integer.parseInt(text, from, to, 10);
    }

    private static Goroutine goroutine(long id, List<Frame> frames, Created created) {
        Frame by = created.by().isEmpty() ? null : created.by().getFirst();
        return new Goroutine(
                id,
                created.state(),
                0,
                false,
                false,
                false,
                Map.of(),
                frames,
                0,
                by == null ? null : new CreatedBy(by.function(), by.file(), by.line(), 0));
    }
}
