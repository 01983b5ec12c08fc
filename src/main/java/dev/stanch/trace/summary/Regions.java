package dev.stanch.trace.summary;

import dev.stanch.trace.order.TraceEvent;
import dev.stanch.trace.wire.LongTable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** The program's own regions by name; the innermost of a goroutine ends first. */
final class Regions {
    private static final int MOST_NAMES = 10_000;
    private final LongTable<Deque<Long>> open = new LongTable<>();
    private final TreeMap<String, Times> byName = new TreeMap<>();

    void begin(TraceEvent event) {
        Deque<Long> stack = open.get(event.goroutine());
        if (stack == null) {
            stack = new ArrayDeque<>(2);
            open.put(event.goroutine(), stack);
        }
        stack.addLast(event.time());
    }

    void end(TraceEvent event) {
        Deque<Long> stack = open.get(event.goroutine());
        Long begun = stack == null ? null : stack.pollLast();
        if (stack != null && stack.isEmpty()) {
            open.remove(event.goroutine());
        }
        String name = event.text(event.argument(1));
        if (begun != null && (byName.size() < MOST_NAMES || byName.containsKey(name))) {
            byName.computeIfAbsent(name, _ -> new Times()).add(event.time() - begun);
        }
    }

    Map<String, Times> finished() {
        return byName;
    }
}
