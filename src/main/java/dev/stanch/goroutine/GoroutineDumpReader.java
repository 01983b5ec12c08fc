package dev.stanch.goroutine;

import dev.stanch.goroutine.crash.CrashLines;
import dev.stanch.io.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads goroutine dumps, one goroutine at a time and in constant memory: the body of {@code
 * /debug/pprof/goroutine?debug=2}, {@code runtime.Stack}, and what a Go program prints when it
 * crashes or gets SIGQUIT. Lines that belong to no goroutine, such as log lines and registers, are
 * passed over, also inside a stack; what log collectors add to lines is taken off ({@link
 * LogLines}).
 */
public final class GoroutineDumpReader {
    /** Where {@code runtime/pprof.writeGoroutineStacks} stops without a word. */
    static final long SILENT_LIMIT = 64L << 20;

    private static final int MOST_PROBLEMS = 20;

    private final String name;
    private final LogLines lines;
    private final Consumer<Goroutine> sink;
    private final Sharing sharing = new Sharing();
    private final KnownPaths paths = new KnownPaths();
    private final List<String> problems = new ArrayList<>();
    private final List<Frame> frames = new ArrayList<>();
    private final CrashLines crash = new CrashLines();
    private final RaceLines races;
    private long goroutines;
    private long unavailable;
    private long unreadableHeaders;
    private @Nullable Header header;
    private @Nullable String function;
    private String arguments = "";
    private @Nullable String cgoFunction;
    private @Nullable CreatedBy createdBy;
    private boolean createdByOpen;
    private boolean inAncestors;
    private int elided;
    private boolean headerCut;

    private GoroutineDumpReader(String name, InputStream in, Consumer<Goroutine> sink) {
        this.name = name;
        this.lines = new LogLines(in);
        this.sink = sink;
        this.races = new RaceLines(sharing, crash, this::raced);
    }

    private void raced(Goroutine goroutine) {
        goroutines++;
        sink.accept(goroutine);
    }

    /**
     * Hands every goroutine of the dump to the sink, in the dump's order.
     *
     * @param name what to call the input in messages
     * @param in read to its end, not closed
     * @throws FormatException when the input is no goroutine dump and tells of no crash; the
     *     message says what it looks like
     */
    public static DumpSummary read(String name, InputStream in, Consumer<Goroutine> sink)
            throws FormatException, IOException {
        return new GoroutineDumpReader(name, in, sink).readAll();
    }

    private DumpSummary readAll() throws FormatException, IOException {
        NotADump guess = new NotADump();
        boolean terminated = true;
        while (lines.advance()) {
            byte[] line = lines.buffer();
            int from = lines.start();
            int to = lines.end();
            terminated = lines.terminated();
            if (goroutines == 0 && header == null) {
                guess.see(name, line, from, to);
            }
            if (race(line, from, to)) {
                continue;
            }
            if (from == to) {
                finish();
                crash.see(line, from, to);
            } else if (line[to - 1] != ':' || !startHeader(line, from, to)) {
                bodyLine(line, from, to, terminated);
            }
        }
        boolean cut = cutInRecord(terminated);
        finish();
        races.end();
        // With GOTRACEBACK=none, or when there are none, a crash comes without goroutines.
        if (goroutines == 0 && crash.crash() == null) {
            throw new FormatException(name, -1, guess.describe(lines.bytes()));
        }
        return summary(cut);
    }

    /** Lines of a race report, which are no goroutine's in the usual form. */
    private boolean race(byte[] line, int from, int to) {
        if (header != null && !RaceLines.begins(line, from, to)) {
            return false;
        }
        if (RaceLines.begins(line, from, to)) {
            finish();
            crash.see(line, from, to);
        }
        return races.take(line, from, to);
    }

    private boolean startHeader(byte[] line, int from, int to) {
        int at = from;
        while (at < to && !Header.looksLike(line, at, to)) {
            at++;
        }
        // A header inside a line is what log.Print(debug.Stack()) makes.
        if (at == to || (at > from && line[at - 1] != ' ')) {
            return false;
        }
        Header parsed = Header.parse(line, at, to, sharing);
        if (parsed == null) {
            unreadableHeaders++;
            return false;
        }
        finish();
        header = parsed;
        lines.header(at);
        crash.goroutine(parsed.id(), WaitKind.ofState(parsed.state()) == WaitKind.RUNNING);
        return true;
    }

    private void bodyLine(byte[] line, int from, int to, boolean terminated) {
        if (!terminated && Header.looksLike(line, from, to)) {
            finish();
            headerCut = true;
        } else if (header != null) {
            stackLine(line, from, to);
        } else {
            crash.see(line, from, to);
        }
    }

    private void stackLine(byte[] line, int from, int to) {
        if (line[from] == '\t') {
            placeLine(line, from, to);
            return;
        }
        if (StackLines.startsWith(line, from, to, "created by ")) {
            if (!inAncestors) {
                createdBy = creator(line, from + "created by ".length(), to);
                createdByOpen = true;
                function = null;
                cgoFunction = null;
            }
            return;
        }
        if (createdBy != null || inAncestors) {
            inAncestors |= StackLines.startsWith(line, from, to, "[originating from goroutine ");
            return;
        }
        if (paths.call(line, from, to)) {
            function = paths.function();
            arguments = paths.arguments(line, from, to);
            cgoFunction = null;
            return;
        }
        int open = StackLines.argumentsOf(line, from, to);
        if (open > 0) {
            function = sharing.string(line, from, open);
            arguments = sharing.string(line, open + 1, to - 1);
            cgoFunction = null;
        } else if (StackLines.startsWith(line, from, to, "non-Go function at pc=")) {
            other(sharing.frame("non-Go function", "", "", 0));
        } else if (StackLines.startsWith(line, from, to, "[originating from goroutine ")) {
            inAncestors = true;
        } else if (StackLines.elided(line, from, to) > 0) {
            elided += StackLines.elided(line, from, to);
        } else if (function == null && to - from < 4096) {
            // Perhaps a C function, which has no arguments; the next line tells.
            cgoFunction = sharing.string(line, from, to);
        }
    }

    /** A line with a file, or the sentence that stands for a stack that could not be read. */
    private void placeLine(byte[] line, int from, int to) {
        if (inAncestors) {
            return;
        }
        Frame known = createdBy == null ? paths.place(line, from, to, arguments) : null;
        if (known != null) {
            frames.add(known);
            function = null;
            return;
        }
        int colon = StackLines.colonOf(line, from, to);
        if (colon < 0) {
            if (StackLines.startsWith(line, from, to, "\tgoroutine running on other thread")) {
                unavailable++;
            } else if (cgoFunction != null && StackLines.hasProgramCounter(line, from + 1, to)) {
                other(sharing.frame(cgoFunction, "", "", 0));
                cgoFunction = null;
            }
            return;
        }
        String file = sharing.string(line, from + 1, colon);
        int number = StackLines.lineNumber(line, colon, to);
        if (createdBy != null) {
            if (createdByOpen) {
                createdBy = new CreatedBy(createdBy.function(), file, number, createdBy.creator());
                createdByOpen = false;
            }
        } else if (function != null) {
            Frame frame = sharing.frame(function, arguments, file, number);
            frames.add(frame);
            paths.learn(line, from, to, frame);
            function = null;
        } else if (cgoFunction != null && StackLines.hasProgramCounter(line, from, to)) {
            other(sharing.frame(cgoFunction, "", file, number));
            cgoFunction = null;
        }
    }

    private void other(Frame frame) {
        frames.add(frame);
        paths.leave();
    }

    private CreatedBy creator(byte[] line, int from, int to) {
        int digits = to;
        long id = 0;
        long unit = 1;
        while (digits > from && line[digits - 1] >= '0' && line[digits - 1] <= '9') {
            digits--;
            id += (line[digits] - '0') * unit;
            unit *= 10;
        }
        int end = digits - " in goroutine ".length();
        boolean told =
                digits < to
                        && to - digits < 19
                        && end > from
                        && StackLines.startsWith(line, end, to, " in goroutine ");
        return new CreatedBy(sharing.string(line, from, told ? end : to), "", 0, told ? id : 0);
    }

    private void finish() {
        Header of = header;
        if (of != null) {
            goroutines++;
            sink.accept(
                    new Goroutine(
                            of.id(),
                            of.state(),
                            of.waitMinutes(),
                            of.lockedToThread(),
                            of.leaked(),
                            of.durable(),
                            of.labels(),
                            paths.stack(frames),
                            elided,
                            createdBy));
        }
        header = null;
        lines.stackEnd();
        frames.clear();
        paths.restart();
        function = null;
        cgoFunction = null;
        createdBy = null;
        createdByOpen = false;
        inAncestors = false;
        elided = 0;
    }

    /** Called before the last record is finished: whether the input stops in the middle of it. */
    private boolean cutInRecord(boolean terminated) {
        if (headerCut || function != null || createdByOpen) {
            return true;
        }
        // Editors and terminals lose a final line end: a whole record without one is no cut.
        boolean whole = createdBy != null || inAncestors || (header != null && header.id() <= 1);
        return header != null && !terminated && !whole;
    }

    private DumpSummary summary(boolean cut) {
        boolean full = lines.bytes() == SILENT_LIMIT;
        if (full) {
            problem(
                    "the dump has exactly 67,108,864 bytes, where Go stops writing: goroutines are"
                            + " missing");
        } else if (cut) {
            problem(
                    "the dump ends in the middle of a goroutine's record: goroutines may be missing");
        }
        if (unavailable > 0) {
            problem(
                    unavailable == 1
                            ? "1 goroutine ran on another thread; the dump lacks its stack"
                            : unavailable
                                    + " goroutines ran on other threads; the dump lacks their stacks");
        }
        if (unreadableHeaders > 0) {
            problem(unreadableHeaders + " goroutine headers could not be read");
        }
        if (lines.cut() > 0) {
            problem(lines.cut() + " lines were longer than " + DumpLines.LONGEST + " bytes");
        }
        return new DumpSummary(goroutines, full || cut, crash.crash(), problems);
    }

    private void problem(String text) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(text);
        }
    }
}
