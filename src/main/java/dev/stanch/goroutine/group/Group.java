package dev.stanch.goroutine.group;

import dev.stanch.goroutine.CreatedBy;
import dev.stanch.goroutine.Frame;
import dev.stanch.goroutine.WaitKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Goroutines of one dump that have the same stack, arguments aside, the same state and the same
 * creator.
 *
 * @param stack leaf first; arguments that differ between members are {@value Arguments#VARIES}
 * @param elidedFrames how many the runtime left out, of the first member
 * @param state as {@link dev.stanch.goroutine.Goroutine#state}
 * @param createdBy the {@code go} statement; null for main and the runtime's own; with the id of
 *     the goroutine that executed it only when that is the same for all
 * @param leastMinutes,mostMinutes the shortest and the longest wait shown
 * @param leaked members that carry the runtime's leak mark
 * @param durable members that wait inside their synctest bubble only
 * @param locked members that are locked to a thread
 * @param ids of all members, in the dump's order
 * @param creators ids of the goroutines that started them, where the dump tells
 * @param lowestId,highestId of all members; ids are given out in rising order
 * @param labels pprof labels with the number of members that carry each, written {@code key=value};
 *     the first {@value Grouping#MOST_LABELS} that were met
 */
public record Group(
        List<Frame> stack,
        int elidedFrames,
        String state,
        @Nullable CreatedBy createdBy,
        long count,
        int leastMinutes,
        int mostMinutes,
        long leaked,
        long durable,
        long locked,
        Ids ids,
        Ids creators,
        long lowestId,
        long highestId,
        Map<String, Long> labels) {
    public Group {
        stack = List.copyOf(stack);
        labels = Map.copyOf(labels);
    }

    public WaitKind waitKind() {
        return WaitKind.ofState(state);
    }

    /** The function that the goroutines run, such as {@code main.watch.func1}; empty if unknown. */
    public String entry() {
        for (int i = stack.size() - 1; i >= 0; i--) {
            String function = stack.get(i).function();
            if (!function.equals("runtime.goexit") && !function.equals("runtime.main")) {
                return function;
            }
        }
        return "";
    }

    /** Whether it is the goroutine that runs {@code main.main} or the packages' {@code init}. */
    public boolean isMain() {
        return lowestId == 1;
    }
}
