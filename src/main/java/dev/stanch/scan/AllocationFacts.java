package dev.stanch.scan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one line allocates and where that ends up.
 *
 * @param type the allocated type's source text, empty when unknown
 * @param variable the variable or field that the value goes to first, empty when none
 * @param resliced the first step that keeps only a view of it, null when there is none
 * @param stored where it, or something that holds it, is put; nearest first
 * @param finalizerLine the line that attaches a finalizer or cleanup to it, 0 when none
 * @param cyclic whether its type is part of a pointer cycle that the code closes
 * @param cycleFields the fields that close the cycle: {@code Node.next}, {@code Node.prev}
 * @param timerCall the timer or context made at the line
 */
public record AllocationFacts(
        AllocationForm form,
        String text,
        String type,
        String variable,
        @Nullable Reslice resliced,
        List<Store> stored,
        int finalizerLine,
        boolean cyclic,
        List<String> cycleFields,
        @Nullable TimerCall timerCall) {
    public AllocationFacts {
        stored = List.copyOf(stored);
        cycleFields = List.copyOf(cycleFields);
    }
}
