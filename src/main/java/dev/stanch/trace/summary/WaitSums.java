package dev.stanch.trace.summary;

import dev.stanch.trace.wire.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Times by reason and stack; stacks are equal only when they are the same object. */
final class WaitSums {
    private final IdentityHashMap<List<Frame>, Map<String, Times>> byStack =
            new IdentityHashMap<>();

    void add(String reason, List<Frame> stack, long nanos) {
        byStack.computeIfAbsent(stack, _ -> new HashMap<>(2))
                .computeIfAbsent(reason, _ -> new Times())
                .add(nanos);
    }

    List<Summary.Waits> finished() {
        List<Summary.Waits> all = new ArrayList<>();
        byStack.forEach((stack, reasons) ->
                reasons.forEach(
                        (reason, times) -> all.add(new Summary.Waits(reason, stack, times))));
        all.sort(Comparator.comparingLong((Summary.Waits w) -> w.times().total()).reversed());
        return all;
    }
}
