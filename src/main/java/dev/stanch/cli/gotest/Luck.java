package dev.stanch.cli.gotest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one of several runs differs from a plain one, so that leaks which need luck get some. The
 * number of the run decides all, so that a run can be had again.
 *
 * @param environment more variables
 * @param flags more flags for {@code go test}
 * @param shuffledScheduler whether the runtime picks the next goroutine at random
 */
record Luck(Map<String, String> environment, List<String> flags, boolean shuffledScheduler) {
    private static final int[] PROCESSORS = {1, 2, 4, 16};

    Luck {
        environment = Map.copyOf(environment);
        flags = List.copyOf(flags);
    }

    static Luck plain() {
        return new Luck(Map.of(), List.of(), false);
    }

    /**
     * @param run 0 for the first, which is plain
     * @param ownOrder whether the user chose the tests' order
     */
    static Luck of(int run, boolean ownOrder) {
        if (run == 0) {
            return plain();
        }
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("GOMAXPROCS", Integer.toString(PROCESSORS[(run - 1) % PROCESSORS.length]));
        if (run % 3 == 0) {
            environment.put("GODEBUG", "asyncpreemptoff=1");
        }
        if (run % 5 == 0) {
            environment.put("GOGC", "1");
        }
        List<String> flags = new ArrayList<>();
        if (!ownOrder) {
            flags.add("-shuffle=" + run);
        }
        return new Luck(environment, flags, run % 2 == 1);
    }

    /** What to type to have it again. */
    String words() {
        List<String> words = new ArrayList<>();
        environment.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> words.add(e.getKey() + "=" + e.getValue()));
        words.addAll(flags);
        if (shuffledScheduler) {
            words.add("(scheduler shuffled)");
        }
        return words.isEmpty() ? "as it is" : String.join(" ", words);
    }
}
