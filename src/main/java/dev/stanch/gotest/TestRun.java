package dev.stanch.gotest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stanch.goroutine.CreatedBy;
import dev.stanch.goroutine.DumpSummary;
import dev.stanch.goroutine.Frame;
import dev.stanch.goroutine.Goroutine;
import dev.stanch.goroutine.GoroutineDumpReader;
import dev.stanch.goroutine.group.Group;
import dev.stanch.goroutine.group.Grouping;
import dev.stanch.goroutine.group.KnownGoroutines;
import dev.stanch.io.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the test programs of one {@code go test} wrote: who ran which test, and two dumps after the
 * last test, the first when the number of goroutines had come to rest, and a third when the program
 * exited. Who is in all was left behind. A program that died in the middle wrote its crash instead.
 */
public final class TestRun {
    private static final Pattern HOOK = Pattern.compile("testing\\.stanch[A-Z].*");
    private static final Pattern TEST_FUNCTION =
            Pattern.compile(".*?\\.((?:Test|Benchmark|Fuzz|Example)[^.]*)\\..*");
    private static final String NAMES = ".names";

    private final KnownGoroutines known = new KnownGoroutines();

    /**
     * What all of them came to.
     *
     * @param programs how many wrote something
     * @param leftovers goroutines that tests left behind
     * @param unfinished goroutines of tests that had not ended when their program did
     * @param problems programs that ended otherwise than by their last test, one line each
     */
    public record Result(
            int programs,
            List<Leftover> leftovers,
            List<Leftover> unfinished,
            List<String> problems) {
        public Result {
            leftovers = List.copyOf(leftovers);
            unfinished = List.copyOf(unfinished);
            problems = List.copyOf(problems);
        }
    }

    private final List<Leftover> leftovers = new ArrayList<>();
    private final List<Leftover> unfinished = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private TestRun() {}

    /** Reads all that is in the folder, by package and test. */
    public static Result read(Path folder) throws FormatException, IOException {
        List<Path> names;
        try (Stream<Path> files = Files.list(folder)) {
            names = files.filter(f -> f.toString().endsWith(NAMES)).sorted().toList();
        }
        TestRun run = new TestRun();
        for (Path file : names) {
            String path = file.toString();
            run.program(file, path.substring(0, path.length() - NAMES.length()));
        }
        return new Result(names.size(), run.leftovers, run.unfinished, run.problems);
    }

    private void program(Path file, String stem) throws FormatException, IOException {
        Notes notes = new Notes(Files.readAllLines(file));
        Path last = Path.of(stem + ".last");
        if (Files.exists(last)) {
            byte[] stacks = Files.readAllBytes(last);
            Map<Long, Goroutine> staying = new TreeMap<>();
            read(last, stacks, staying);
            stay(staying, goroutines(Path.of(stem + ".first")));
            Path exit = Path.of(stem + ".exit");
            if (Files.exists(exit)) {
                stay(staying, goroutines(exit));
            }
            share(notes, staying.values(), Ancestors.of(new String(stacks, UTF_8)));
            if (!notes.open().isEmpty()) {
                problems.add(
                        "%s: the program ended while %s ran"
                                .formatted(notes.folder(), openTests(notes)));
            }
        } else {
            crashed(notes, Path.of(stem + ".crash"));
        }
    }

    /** Leaves those that are in both, with the marks of both. */
    private static void stay(Map<Long, Goroutine> goroutines, Map<Long, Goroutine> others) {
        goroutines.keySet().retainAll(others.keySet());
        goroutines.replaceAll((id, g) -> {
            Goroutine other = others.get(id);
            return other != null && other.leaked() && !g.leaked() ? other : g;
        });
    }

    private void crashed(Notes notes, Path crash) throws FormatException, IOException {
        Map<Long, Goroutine> goroutines = new HashMap<>();
        String why = "without a word";
        if (Files.exists(crash) && Files.size(crash) > 0) {
            byte[] text = Files.readAllBytes(crash);
            DumpSummary summary = read(crash, text, goroutines);
            Ancestors ancestors = Ancestors.of(new String(text, UTF_8));
            if (summary.crash() != null) {
                long culprit = summary.crash().culprit();
                Goroutine goroutine = goroutines.get(culprit);
                String test = goroutine == null ? "" : test(goroutine, ancestors, notes);
                why =
                        "by \"%s\"%s"
                                .formatted(
                                        summary.crash().message(),
                                        test.isEmpty() ? "" : " in a goroutine of " + test);
                goroutines.remove(culprit);
            }
            share(notes, goroutines.values(), ancestors);
        }
        problems.add(
                "%s: the program ended %s%s; %s"
                        .formatted(
                                notes.folder(),
                                why,
                                notes.open().isEmpty() ? "" : " while " + openTests(notes) + " ran",
                                goroutines.isEmpty()
                                        ? "its other goroutines are unknown"
                                        : "goroutines are those that it printed"));
    }

    private static String openTests(Notes notes) {
        List<String> tests = notes.open().values().stream().distinct().toList();
        // A test that waits for its subtests is named by them.
        List<String> inner =
                tests.stream()
                        .filter(t -> tests.stream().noneMatch(o -> o.startsWith(t + "/")))
                        .toList();
        return inner.size() > 3
                ? String.join(", ", inner.subList(0, 3)) + " and " + (inner.size() - 3) + " more"
                : String.join(", ", inner);
    }

    private void share(Notes notes, Iterable<Goroutine> goroutines, Ancestors ancestors) {
        Map<String, Grouping> left = new TreeMap<>();
        Map<String, Grouping> open = new TreeMap<>();
        for (Goroutine goroutine : goroutines) {
            if (isTheFramework(goroutine)) {
                continue;
            }
            String test = test(goroutine, ancestors, notes);
            boolean over = test.isEmpty() ? notes.ended() : !isOpen(goroutine, ancestors, notes);
            (over ? left : open).computeIfAbsent(test, _ -> new Grouping()).add(goroutine);
        }
        leftovers.addAll(groups(notes, left));
        unfinished.addAll(groups(notes, open));
    }

    private List<Leftover> groups(Notes notes, Map<String, Grouping> byTest) {
        List<Leftover> groups = new ArrayList<>();
        byTest.forEach((test, grouping) -> {
            for (Group group : grouping.bySize()) {
                List<String> functions = group.stack().stream().map(Frame::function).toList();
                String reason =
                        group.leaked() > 0
                                ? null
                                : known.reason(group.waitKind(), functions).orElse(null);
                groups.add(new Leftover(notes.folder(), test, group, reason));
            }
        });
        return groups;
    }

    private static Map<Long, Goroutine> goroutines(Path dump) throws FormatException, IOException {
        Map<Long, Goroutine> goroutines = new TreeMap<>();
        byte[] text = Files.readAllBytes(dump);
        if (text.length > 0) {
            read(dump, text, goroutines);
        }
        return goroutines;
    }

    private static DumpSummary read(Path dump, byte[] text, Map<Long, Goroutine> into)
            throws FormatException, IOException {
        return GoroutineDumpReader.read(
                dump.toString(), new ByteArrayInputStream(text), g -> into.put(g.id(), g));
    }

    /**
     * The main goroutine, those that the runtime starts by itself, who wrote the dump, and tests
     * that wait for their subtests or their turn.
     */
    private static boolean isTheFramework(Goroutine goroutine) {
        List<Frame> frames = goroutine.frames();
        return goroutine.id() == 1
                || goroutine.createdBy() == null
                || frames.isEmpty()
                || frames.stream().anyMatch(f -> HOOK.matcher(f.function()).matches())
                || frames.stream().allMatch(f -> f.function().startsWith("runtime."))
                || frames.stream()
                        .filter(f -> !f.function().startsWith("runtime."))
                        .findFirst()
                        .filter(f -> f.function().startsWith("testing."))
                        .isPresent();
    }

    /** The test of the nearest goroutine on the way to the first that ran one. */
    private static String test(Goroutine goroutine, Ancestors ancestors, Notes notes) {
        Long runner = runner(goroutine, ancestors, notes);
        String test = runner == null ? null : notes.test(runner);
        return test != null ? test : byFunction(goroutine, notes);
    }

    private static boolean isOpen(Goroutine goroutine, Ancestors ancestors, Notes notes) {
        Long runner = runner(goroutine, ancestors, notes);
        return runner != null
                ? notes.isOpen(runner)
                : notes.open().containsValue(byFunction(goroutine, notes));
    }

    private static @Nullable Long runner(Goroutine goroutine, Ancestors ancestors, Notes notes) {
        if (notes.test(goroutine.id()) != null) {
            return goroutine.id();
        }
        // The runtime keeps a bounded number of ancestors; the last one's own lead further.
        Set<Long> met = new HashSet<>();
        List<Long> line = ancestors.of(goroutine.id());
        while (!line.isEmpty() && met.add(line.getLast())) {
            for (long ancestor : line) {
                if (notes.test(ancestor) != null) {
                    return ancestor;
                }
            }
            line = ancestors.of(line.getLast());
        }
        return null;
    }

    /** Who was started by a timer can still be a function literal of its test. */
    private static String byFunction(Goroutine goroutine, Notes notes) {
        List<String> functions = new ArrayList<>();
        goroutine.frames().forEach(f -> functions.add(f.function()));
        CreatedBy by = goroutine.createdBy();
        if (by != null) {
            functions.add(by.function());
        }
        for (String function : functions.reversed()) {
            Matcher matcher = TEST_FUNCTION.matcher(function + ".");
            if (matcher.matches() && notes.has(matcher.group(1))) {
                return matcher.group(1);
            }
        }
        return "";
    }
}
