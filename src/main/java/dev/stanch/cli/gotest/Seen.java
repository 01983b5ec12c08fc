package dev.stanch.cli.gotest;

import dev.stanch.gotest.TestLeak;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one or several runs came to, each leak once. */
final class Seen {
    /** A leak, in how many runs it showed itself, and how the first of them was made. */
    record Leak(TestLeak leak, int runs, String first) {}

    /** A goroutine that is there by right, and why. */
    record Right(TestLeak leak, String reason) {}

    private final Map<String, Leak> leaks = new LinkedHashMap<>();
    private final Map<String, Right> byRight = new LinkedHashMap<>();
    private final Map<String, TestLeak> unfinished = new LinkedHashMap<>();
    private final Set<String> problems = new LinkedHashSet<>();
    private int runs;
    private int programs;

    void run(int programsOfRun) {
        runs++;
        programs = Math.max(programs, programsOfRun);
    }

    void leak(TestLeak leak, String luck) {
        Leak old = leaks.get(place(leak));
        // The run that left most is shown.
        boolean more = old == null || leak.count() > old.leak().count();
        leaks.put(
                place(leak),
                old == null
                        ? new Leak(leak, 1, luck)
                        : new Leak(more ? leak : old.leak(), old.runs() + 1, old.first()));
    }

    void right(TestLeak leak, String reason) {
        byRight.putIfAbsent(place(leak), new Right(leak, reason));
    }

    void unfinished(TestLeak leak) {
        unfinished.putIfAbsent(place(leak), leak);
    }

    void problem(String problem) {
        problems.add(problem);
    }

    private static String place(TestLeak leak) {
        return leak.folder()
                + "\n"
                + leak.key()
                + "\n"
                + leak.finding().site().line()
                + "\n"
                + (leak.finding().origin() == null ? 0 : leak.finding().origin().line())
                + "\n"
                + leak.finding().waitReason()
                + leak.finding().cause();
    }

    List<Leak> leaks() {
        return new ArrayList<>(leaks.values());
    }

    List<Right> byRight() {
        return new ArrayList<>(byRight.values());
    }

    List<TestLeak> unfinished() {
        return new ArrayList<>(unfinished.values());
    }

    List<String> problems() {
        return new ArrayList<>(problems);
    }

    int runs() {
        return runs;
    }

    /** Most test programs that wrote something in one run. */
    int programs() {
        return programs;
    }
}
