package dev.stanch.gotest;

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
import java.util.stream.Stream;

/**
 * What the test programs of one {@code go test} wrote: who ran which test, and two dumps after the
 * last test, the first when the number of goroutines had come to rest. Who is in both was left
 * behind.
 */
public final class TestRun {
    private static final String HOOK = "testing.stanchLeave";
    private static final String NAMES = ".names";

    private final KnownGoroutines known = new KnownGoroutines();

    /** How many test programs wrote something, and what was left behind. */
    public record Result(int programs, List<Leftover> leftovers) {
        public Result {
            leftovers = List.copyOf(leftovers);
        }
    }

    /** Reads all that is in the folder, by package and test. */
    public Result read(Path folder) throws FormatException, IOException {
        List<Path> names;
        try (Stream<Path> files = Files.list(folder)) {
            names = files.filter(f -> f.toString().endsWith(NAMES)).sorted().toList();
        }
        List<Leftover> leftovers = new ArrayList<>();
        for (Path file : names) {
            String path = file.toString();
            String stem = path.substring(0, path.length() - NAMES.length());
            leftovers.addAll(program(file, Path.of(stem + ".first"), Path.of(stem + ".last")));
        }
        return new Result(names.size(), leftovers);
    }

    private List<Leftover> program(Path names, Path first, Path last)
            throws FormatException, IOException {
        List<String> lines = Files.readAllLines(names);
        Map<Long, String> tests = tests(lines.subList(1, lines.size()));
        Set<Long> before = new HashSet<>();
        goroutines(first).forEach(g -> before.add(g.id()));
        Ancestors ancestors = Ancestors.of(Files.readString(last));
        Map<String, Grouping> byTest = new TreeMap<>();
        for (Goroutine goroutine : goroutines(last)) {
            if (before.contains(goroutine.id()) && !isTheFramework(goroutine)) {
                byTest.computeIfAbsent(test(goroutine, ancestors, tests), _ -> new Grouping())
                        .add(goroutine);
            }
        }
        List<Leftover> leftovers = new ArrayList<>();
        byTest.forEach((test, grouping) -> {
            for (Group group : grouping.bySize()) {
                List<String> functions = group.stack().stream().map(Frame::function).toList();
                String reason = known.reason(group.waitKind(), functions).orElse(null);
                leftovers.add(new Leftover(lines.getFirst(), test, group, reason));
            }
        });
        return leftovers;
    }

    private static Map<Long, String> tests(List<String> lines) {
        Map<Long, String> tests = new HashMap<>();
        for (String line : lines) {
            int tab = line.indexOf('\t');
            if (tab > 0) {
                tests.put(Long.valueOf(line.substring(0, tab)), line.substring(tab + 1));
            }
        }
        return tests;
    }

    private static List<Goroutine> goroutines(Path dump) throws FormatException, IOException {
        List<Goroutine> goroutines = new ArrayList<>();
        byte[] text = Files.readAllBytes(dump);
        GoroutineDumpReader.read(dump.toString(), new ByteArrayInputStream(text), goroutines::add);
        return goroutines;
    }

    /** The main goroutine, which wrote the dump, and those that the runtime starts by itself. */
    private static boolean isTheFramework(Goroutine goroutine) {
        return goroutine.id() == 1
                || goroutine.createdBy() == null
                || goroutine.frames().isEmpty()
                || goroutine.frames().stream().anyMatch(f -> f.function().equals(HOOK))
                || goroutine.frames().stream().allMatch(f -> f.function().startsWith("runtime."));
    }

    /** The test of the nearest goroutine on the way to the first that ran one. */
    private static String test(Goroutine goroutine, Ancestors ancestors, Map<Long, String> tests) {
        String own = tests.get(goroutine.id());
        if (own != null) {
            return own;
        }
        for (long ancestor : ancestors.of(goroutine.id())) {
            String test = tests.get(ancestor);
            if (test != null) {
                return test;
            }
        }
        return "";
    }
}
