package dev.stanch.cli.goroutines;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.stanch.goroutine.DumpSummary;
import dev.stanch.goroutine.Goroutine;
import dev.stanch.goroutine.crash.Crash;
import dev.stanch.goroutine.group.Grouping;
import dev.stanch.goroutine.group.IdTable;
import dev.stanch.goroutine.group.LockWaits;
import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.codec.ProfileReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what may be a dump, a log with several dumps, or a goroutine profile, packed or not. A
 * second dump in the same input begins where the ids begin anew.
 */
final class DumpReading {
    /** After unpacking; a dump is streamed, so this bounds time, not memory. */
    private static final long LARGEST = 64L << 30;

    private static final long LARGEST_PROFILE = 1L << 30;
    private static final int HEAD = 64;
    private static final int PLAIN_PROTO = 0x0a;

    /** Fewer goroutines than this before a known id are stacks that a program logged. */
    private static final int WHOLE = 20;

    private final DumpFilter filter;

    DumpReading(DumpFilter filter) {
        this.filter = filter;
    }

    /**
     * @param name for messages
     * @param at when it was taken, as far as that is known
     * @param in read to its end, not closed
     */
    List<Dump> read(String name, Instant at, InputStream in)
            throws FormatException, IOException, InterruptedException {
        ByteInput unpacked = ByteInput.open(name, in, LARGEST);
        BufferedInputStream stream = new BufferedInputStream(unpacked.stream(), 1 << 18);
        stream.mark(HEAD);
        byte[] head = stream.readNBytes(HEAD);
        stream.reset();
        String start = new String(head, US_ASCII);
        boolean leaked = start.startsWith("goroutineleak profile: total ");
        if (leaked || start.startsWith("goroutine profile: total ")) {
            return List.of(profile(name, at, stream, leaked));
        }
        if (head.length > 0 && head[0] == PLAIN_PROTO) {
            return List.of(profile(name, at, stream, false));
        }
        Dumps dumps = new Dumps(name, at);
        DumpSummary summary = Batches.read(name, stream, dumps::add);
        List<String> damage = new ArrayList<>();
        try {
            unpacked.checkWhole();
        } catch (FormatException e) {
            damage.add(String.valueOf(e.getMessage()));
        }
        return dumps.end(summary, damage);
    }

    private Dump profile(String name, Instant at, InputStream in, boolean leakedText)
            throws FormatException, IOException {
        Profile profile = ProfileReader.read(name, in, LARGEST_PROFILE);
        boolean leaked = leakedText || isOf("goroutineleak", profile);
        if (!leaked && !isOf("goroutine", profile)) {
            throw new FormatException(
                    name,
                    -1,
                    "expected goroutines, found a profile of "
                            + profile.sampleTypes()
                            + "; stanch pprof shows it");
        }
        long all = 0;
        for (int sample = 0; sample < profile.samples(); sample++) {
            all += profile.value(sample, 0);
        }
        return new Dump(
                name,
                profile.timeNanos() > 0 ? Instant.ofEpochSecond(0, profile.timeNanos()) : at,
                all,
                ProfileGroups.of(profile, leaked, filter),
                new IdTable(),
                new LockWaits(),
                false,
                null,
                profile.problems());
    }

    private static boolean isOf(String type, Profile profile) {
        return profile.sampleTypes().stream().anyMatch(t -> t.type().equals(type));
    }

    /** The dumps of one input. */
    private final class Dumps {
        private final String name;
        private final Instant at;
        private final List<Dump> whole = new ArrayList<>();
        private Grouping grouping = new Grouping();
        private IdTable ids = new IdTable();
        private LockWaits waits = new LockWaits();
        private long goroutines;

        Dumps(String name, Instant at) {
            this.name = name;
            this.at = at;
        }

        void add(Goroutine goroutine) {
            boolean again = ids.get(goroutine.id()) != IdTable.ABSENT;
            if (again && (goroutine.id() == 1 || goroutines >= WHOLE)) {
                whole.add(dump(whole.size() + 1, false, null, List.of()));
                grouping = new Grouping();
                ids = new IdTable();
                waits = new LockWaits();
                goroutines = 0;
            }
            goroutines++;
            if (filter.test(goroutine)) {
                ids.put(goroutine.id(), grouping.add(goroutine));
                waits.add(goroutine);
            } else {
                ids.put(goroutine.id(), -1);
            }
        }

        List<Dump> end(DumpSummary summary, List<String> damage) {
            List<String> problems = new ArrayList<>(summary.problems());
            problems.addAll(damage);
            int number = whole.isEmpty() ? 0 : whole.size() + 1;
            whole.add(dump(number, summary.truncated(), summary.crash(), problems));
            return whole;
        }

        /** What was read since the last one; a single one has the number 0. */
        private Dump dump(
                int number, boolean truncated, @Nullable Crash crash, List<String> problems) {
            return new Dump(
                    number == 0 ? name : name + " (dump " + number + ")",
                    at,
                    goroutines,
                    grouping.byNumber(),
                    ids,
                    waits,
                    truncated,
                    crash,
                    problems);
        }
    }
}
