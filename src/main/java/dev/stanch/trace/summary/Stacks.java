package dev.stanch.trace.summary;

import dev.stanch.trace.order.TraceEvent;
import dev.stanch.trace.wire.Frame;
import dev.stanch.trace.wire.Generation;
import dev.stanch.trace.wire.LongTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Equal stacks of all generations as one object, found by id without comparing frames. */
final class Stacks {
    private final Map<List<Frame>, List<Frame>> known = new HashMap<>();
    private LongTable<List<Frame>> byId = new LongTable<>();
    private @Nullable Generation generation;

    List<Frame> of(TraceEvent event, long id) {
        Generation in = event.generation();
        if (id == 0 || in == null) {
            return List.of();
        }
        if (generation == null || generation.number() != in.number()) {
            generation = in;
            byId = new LongTable<>();
        }
        List<Frame> stack = byId.get(id);
        if (stack == null) {
            List<Frame> read = List.copyOf(in.stack(id));
            stack = known.computeIfAbsent(read, same -> same);
            byId.put(id, stack);
        }
        return stack;
    }
}
