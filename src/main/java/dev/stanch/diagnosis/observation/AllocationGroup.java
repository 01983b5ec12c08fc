package dev.stanch.diagnosis.observation;

import dev.stanch.leak.Site;
import java.util.List;

/**
 * Objects allocated by the same line through the same user calls.
 *
 * @param site the innermost user frame (see {@link StackFrames#site})
 * @param owner whose frame the site is
 * @param userFrames user frames, leaf first
 * @param calls what the site calls, such as {@code time.AfterFunc}; empty when it allocates itself
 * @param leaf the innermost function outside of the runtime, such as {@code
 *     container/list.(*List).insertValue}
 * @param entry the function that the allocating goroutine runs
 */
public record AllocationGroup(
        Site site, Owner owner, List<Site> userFrames, String calls, String leaf, String entry) {}
