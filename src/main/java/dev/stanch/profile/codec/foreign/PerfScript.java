package dev.stanch.profile.codec.foreign;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import dev.stanch.profile.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text of Linux {@code perf script}: for each sample a line with command, ids, time, period and
 * event, then a line for each frame, leaf first, then a blank line. Values are the number of
 * samples and the period of each event; command and thread are labels. Source lines ({@code -F
 * +srcline}) are read.
 */
final class PerfScript {
    private static final int MAX_LINE = 1 << 20;
    private static final int MOST_EVENTS = 256;

    private final ByteInput input;
    private final ProfileTables tables = new ProfileTables();
    private final PerfFrames frames;
    private final List<ValueType> events = new ArrayList<>();

    /** For each sample: its event, stack, labels and period. */
    private int[] samples = new int[3 * 64];

    private long[] periods = new long[64];
    private int count;

    private @Nullable PerfEvent event;
    private int[] stack = new int[128];
    private int depth;

    /** The frame read last: a source line may follow. */
    private @Nullable PerfFrame frame;

    private long lines;
    private long passed;

    PerfScript(ByteInput input, long memoryLimit) {
        this.input = input;
        this.frames = new PerfFrames(tables, input, memoryLimit);
    }

    /** Whether a text with this head is one: a line that begins a sample, and a frame after it. */
    static boolean begins(String head) {
        boolean sample = false;
        for (String line : head.lines().toList()) {
            if (line.isBlank() || line.charAt(0) == '#') {
                continue;
            }
            boolean indented = line.charAt(0) <= ' ';
            if (indented) {
                return sample && PerfFrame.of(line).isPresent();
            }
            Optional<PerfEvent> event = PerfEvent.of(line);
            if (event.isEmpty()) {
                return false;
            }
            sample = true;
            if (PerfFrame.of(event.get().rest()).isPresent()) {
                return true;
            }
        }
        return false;
    }

    Profile read() throws FormatException, IOException {
        tables.string("");
        try {
            readLines();
        } catch (FormatException damage) {
            if (count == 0) {
                throw damage;
            }
            tables.addProblem(damage.getMessage() + "; the " + count + " samples before are kept");
        }
        if (passed > 0) {
            tables.addProblem(passed + " lines are neither samples nor frames and are left out");
        }
        return build();
    }

    private void readLines() throws FormatException, IOException {
        String line = next();
        while (line != null) {
            if (line.isBlank()) {
                endSample();
            } else if (line.charAt(0) != '#') {
                line(line);
            }
            line = next();
        }
        endSample();
        input.checkWhole();
    }

    private @Nullable String next() throws FormatException, IOException {
        lines++;
        if ((lines & 0xfff) == 0) {
            frames.check(12L * samples.length);
        }
        return input.line(MAX_LINE);
    }

    private void line(String line) throws FormatException {
        if (line.charAt(0) > ' ') {
            Optional<PerfEvent> next = PerfEvent.of(line);
            if (next.isEmpty()) {
                passed++;
                return;
            }
            endSample();
            event = next.get();
            PerfFrame.of(event.rest()).ifPresent(only -> frame = only);
        } else if (event == null) {
            passed++;
        } else {
            Optional<PerfFrame> next = PerfFrame.of(line);
            if (next.isPresent()) {
                endFrame("");
                frame = next.get();
            } else {
                endFrame(line.strip());
            }
        }
    }

    private void endFrame(String source) throws FormatException {
        if (frame == null) {
            passed += source.isEmpty() ? 0 : 1;
            return;
        }
        if (depth == stack.length) {
            stack = Arrays.copyOf(stack, depth * 2);
        }
        stack[depth++] = frames.location(frame, source);
        frame = null;
    }

    private void endSample() throws FormatException {
        endFrame("");
        PerfEvent ended = event;
        event = null;
        if (ended == null) {
            return;
        }
        if (!tables.fitsSample(depth)) {
            throw new FormatException(input.name(), lines, "more than 2^31 frames");
        }
        if (count == periods.length) {
            periods = Arrays.copyOf(periods, count * 2);
            samples = Arrays.copyOf(samples, samples.length * 2);
        }
        samples[3 * count] = event(ended.type());
        samples[3 * count + 1] = tables.stack(stack, depth);
        samples[3 * count + 2] = labels(ended);
        periods[count++] = ended.period();
        depth = 0;
    }

    private int event(ValueType type) throws FormatException {
        int known = events.indexOf(type);
        if (known >= 0) {
            return known;
        }
        if (events.size() == MOST_EVENTS) {
            throw new FormatException(
                    input.name(), lines, "more than " + MOST_EVENTS + " kinds of events");
        }
        events.add(type);
        return events.size() - 1;
    }

    private int labels(PerfEvent of) {
        tables.label(tables.string("comm"), tables.string(of.command()), 0, 0);
        if (of.pid() >= 0) {
            tables.label(tables.string("pid"), 0, of.pid(), 0);
        }
        tables.label(tables.string("tid"), 0, of.tid(), 0);
        return tables.labelSet();
    }

    private Profile build() throws FormatException {
        if (count == 0) {
            throw new FormatException(input.name(), lines, "no sample in the perf script");
        }
        tables.addSampleType(new ValueType("samples", "count"));
        events.forEach(tables::addSampleType);
        int stride = 1 + events.size();
        tables.setStride(stride);
        tables.setPeriod(events.getFirst(), 1);
        for (int i = 0; i < count; i++) {
            long[] row = new long[stride];
            row[0] = 1;
            row[1 + samples[3 * i]] = periods[i];
            tables.addSample(row, samples[3 * i + 1], samples[3 * i + 2]);
        }
        return tables.build();
    }
}
