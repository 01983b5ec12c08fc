package dev.stanch.trace.order;

import dev.stanch.io.FormatException;
import dev.stanch.trace.wire.CpuSample;
import dev.stanch.trace.wire.Ev;
import dev.stanch.trace.wire.EventSpec;
import dev.stanch.trace.wire.Generation;
import dev.stanch.trace.wire.GenerationReader;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All events of a trace in the order in which they can have happened, with times that rise strictly
 * as Go's reader makes them; Go's internal/trace/reader.go. A mark ({@link Ev#GENERATION_MARK})
 * begins each generation and ends the trace.
 */
public final class OrderedEvents {
    /** By type and position: arguments that must be in the table of stacks, or of strings. */
    private static final int[] STACKS = positions("stack");

    private static final int[] STRINGS = positions("string");

    private final String input;
    private final GenerationReader reader;
    private final TraceEvent mark = new TraceEvent();
    private @Nullable Ordering ordering;
    private @Nullable Generation generation;
    private @Nullable Frontier frontier;
    private List<CpuSample> samples = List.of();
    private int sample;
    private long last;
    private int marks;
    private boolean ended;
    private @Nullable FormatException damage;

    public OrderedEvents(String input, GenerationReader reader) {
        this.input = input;
        this.reader = reader;
    }

    /** Why the trace goes on without us; null where it ended well. */
    public @Nullable FormatException damage() {
        return damage;
    }

    /** The next event, valid until the one after; null at the end: then ask {@link #damage}. */
    public @Nullable TraceEvent next() throws IOException {
        if (ended) {
            return null;
        }
        try {
            TraceEvent event = step();
            check(event);
            if (event.time <= last) {
                event.time = last + 1;
            }
            last = event.time;
            return event;
        } catch (FormatException broken) {
            damage = broken;
            ended = true;
            return null;
        }
    }

    private TraceEvent step() throws FormatException, IOException {
        TraceEvent waiting = ordering == null ? null : ordering.poll();
        if (waiting != null) {
            return waiting;
        }
        boolean hasSample = sample < samples.size();
        if (ordering == null || frontier == null || (frontier.isEmpty() && !hasSample)) {
            return nextGeneration();
        }
        if (hasSample && (frontier.isEmpty() || samples.get(sample).time() < frontier.time())) {
            return sampled(samples.get(sample++));
        }
        if (!frontier.advance(ordering)) {
            throw new FormatException(
                    input,
                    frontier.offset(),
                    "broken trace: no thread's next event can have happened");
        }
        TraceEvent event = ordering.poll();
        if (event == null) {
            throw new IllegalStateException("an event that happened is not there");
        }
        return event;
    }

    private TraceEvent nextGeneration() throws FormatException, IOException {
        generation = reader.next();
        marks++;
        if (generation == null) {
            ended = true;
            damage = reader.damage();
            return marked(last);
        }
        if (ordering == null) {
            ordering = new Ordering(input, generation);
        }
        frontier = new Frontier(input, generation);
        samples = generation.samples();
        sample = 0;
        return marked(generation.begin());
    }

    private TraceEvent marked(long time) {
        mark.type = Ev.GENERATION_MARK;
        mark.time = time;
        mark.thread = -1;
        mark.proc = -1;
        mark.goroutine = -1;
        mark.a0 = marks;
        mark.generation = generation;
        return mark;
    }

    private TraceEvent sampled(CpuSample next) {
        mark.type = Ev.CPU_SAMPLE;
        mark.time = next.time();
        mark.thread = next.thread();
        mark.proc = next.proc();
        mark.goroutine = next.goroutine();
        mark.a0 = next.stack();
        mark.generation = generation;
        return mark;
    }

    private void check(TraceEvent event) throws FormatException {
        if (event.type == Ev.GENERATION_MARK || event.generation == null) {
            return;
        }
        if (event.type == Ev.CPU_SAMPLE) {
            return;
        }
        checkAll(event, event.generation);
    }

    private void checkAll(TraceEvent event, Generation in) throws FormatException {
        int stacks = STACKS[event.type];
        int strings = STRINGS[event.type];
        for (int i = 0; (stacks | strings) >>> i != 0; i++) {
            long id = event.argument(i);
            boolean lacks =
                    ((stacks >>> i & 1) != 0 && !in.hasStack(id))
                            || ((strings >>> i & 1) != 0 && in.string(id) == null);
            if (lacks && !isChanged(event, i)) {
                throw new FormatException(
                        input,
                        -1,
                        "broken trace: an event refers to stack or string "
                                + Long.toUnsignedString(id)
                                + ", which generation "
                                + in.number()
                                + " lacks");
            }
        }
    }

    /** The end of a task carries its parent where no id stands. */
    private static boolean isChanged(TraceEvent event, int position) {
        return event.type == Ev.TASK_END && position == 2;
    }

    private static int[] positions(String kind) {
        int[] masks = new int[256];
        for (EventSpec spec : EventSpec.all()) {
            for (int i = 1; spec.isTimed() && i < spec.arguments().size(); i++) {
                String name = spec.arguments().get(i);
                if (name.equals(kind) || name.endsWith("_" + kind)) {
                    masks[spec.type()] |= 1 << (i - 1);
                }
            }
        }
        return masks;
    }
}
