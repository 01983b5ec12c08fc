package dev.stanch.gotest;

import dev.stanch.diagnosis.observation.AllocationGroup;
import dev.stanch.diagnosis.observation.HeapSnapshot;
import dev.stanch.diagnosis.observation.Observation;
import dev.stanch.io.FormatException;
import dev.stanch.leak.Cause;
import dev.stanch.leak.Confidence;
import dev.stanch.leak.Evidence;
import dev.stanch.leak.Finding;
import dev.stanch.leak.Fix;
import dev.stanch.leak.Site;
import dev.stanch.profile.codec.ProfileReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Memory that grows with every round of {@code -count}: heap profiles that count each allocation,
 * taken after a collection before each round and after the last. The first round fills what is
 * filled once; from then on a healthy test gives back what it took.
 */
public final class MemoryGrowth {
    /** Rounds that must grow behind the first. */
    private static final int LEAST_STEPS = 2;

    private static final int CERTAIN_STEPS = 4;
    private static final int LEAST_BYTES = 64;
    private static final long LARGEST_PROFILE = 1L << 30;
    private static final Pattern FILE = Pattern.compile("(\\d+)\\.heap\\.(\\d{1,6})");
    private static final Pattern TEST = Pattern.compile(".*?\\.((?:Test|Fuzz)[^.]*)(?:\\..*)?");

    private MemoryGrowth() {}

    /**
     * What grew in the programs that wrote into the folder.
     *
     * @throws FormatException for a profile that is none
     */
    public static List<TestLeak> read(Path folder) throws FormatException, IOException {
        Map<String, TreeMap<Integer, Path>> programs = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> {
                Matcher name = FILE.matcher(file.getFileName().toString());
                if (name.matches()) {
                    programs.computeIfAbsent(name.group(1), _ -> new TreeMap<>())
                            .put(Integer.valueOf(name.group(2)), file);
                }
            });
        }
        List<TestLeak> leaks = new ArrayList<>();
        for (Map.Entry<String, TreeMap<Integer, Path>> program : programs.entrySet()) {
            Path notes = folder.resolve(program.getKey() + ".names");
            String where = Files.exists(notes) ? new Notes(Files.readAllLines(notes)).folder() : "";
            leaks.addAll(growing(where, List.copyOf(program.getValue().values())));
        }
        return leaks;
    }

    private static List<TestLeak> growing(String folder, List<Path> profiles)
            throws FormatException, IOException {
        Observation observation = new Observation();
        List<HeapSnapshot> rounds = new ArrayList<>();
        for (Path file : profiles) {
            try (InputStream in = Files.newInputStream(file)) {
                rounds.add(
                        HeapSnapshot.of(
                                rounds.size(),
                                ProfileReader.read(file.toString(), in, LARGEST_PROFILE),
                                observation.owners()));
            }
        }
        if (rounds.size() < LEAST_STEPS + 2) {
            return List.of();
        }
        List<TestLeak> leaks = new ArrayList<>();
        for (AllocationGroup group : rounds.getLast().groups().keySet()) {
            if (!group.owner().user()) {
                continue;
            }
            long[] bytes = rounds.stream().mapToLong(r -> amounts(r, group).inUseBytes()).toArray();
            if (growsInEachRound(bytes)) {
                leaks.add(leak(folder, group, bytes, rounds));
            }
        }
        leaks.sort((a, b) ->
                Long.compare(
                        b.finding().bytes() == null ? 0 : b.finding().bytes(),
                        a.finding().bytes() == null ? 0 : a.finding().bytes()));
        return leaks;
    }

    private static HeapSnapshot.Amounts amounts(HeapSnapshot round, AllocationGroup group) {
        return round.groups().getOrDefault(group, HeapSnapshot.Amounts.NONE);
    }

    /** A map that doubles grows in some rounds only; what leaks grows in each. */
    private static boolean growsInEachRound(long[] bytes) {
        long[] steps = new long[bytes.length - 2];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = bytes[i + 2] - bytes[i + 1];
        }
        double mean = Arrays.stream(steps).average().orElse(0);
        return mean >= LEAST_BYTES && Arrays.stream(steps).allMatch(s -> s >= mean / 4);
    }

    private static TestLeak leak(
            String folder, AllocationGroup group, long[] bytes, List<HeapSnapshot> rounds) {
        int steps = bytes.length - 2;
        long grown = bytes[bytes.length - 1] - bytes[1];
        long objects =
                amounts(rounds.getLast(), group).inUseObjects()
                        - amounts(rounds.get(1), group).inUseObjects();
        String test = "";
        for (Site frame : group.userFrames()) {
            Matcher matcher = TEST.matcher(frame.function());
            if (matcher.matches()) {
                test = matcher.group(1);
            }
        }
        return new TestLeak(
                folder,
                test,
                new Finding(
                        Cause.GROWING_COLLECTION,
                        steps >= CERTAIN_STEPS ? Confidence.LIKELY : Confidence.SUSPECT,
                        group.site(),
                        group.userFrames().size() > 1 ? group.userFrames().get(1) : null,
                        null,
                        null,
                        null,
                        objects,
                        null,
                        grown,
                        null,
                        null,
                        List.of(
                                Evidence.of(
                                        "heap profiles",
                                        "in use after a collection rose in each of %d rounds of -count, by %,d bytes a round"
                                                .formatted(steps, grown / steps),
                                        (double) grown)),
                        "What this line allocates outlives the test, more of it with every run.",
                        new Fix(
                                "Take out in t.Cleanup what the test puts into package variables, or"
                                        + " bound what keeps it.",
                                Fix.Grade.REVIEW,
                                null,
                                null),
                        null));
    }
}
