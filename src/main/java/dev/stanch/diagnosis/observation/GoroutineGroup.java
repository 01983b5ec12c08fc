package dev.stanch.diagnosis.observation;

import dev.stanch.goroutine.WaitKind;
import dev.stanch.leak.Site;
import java.util.List;

/**
 * Goroutines that wait in the same way at the same place.
 *
 * @param kind what they wait for
 * @param site the innermost user frame (see {@link StackFrames#site})
 * @param owner whose frame the site is
 * @param userFrames user frames, leaf first
 * @param entry the function that the goroutines run, such as {@code main.watch.func1}
 * @param calls what the site calls, such as {@code time.Sleep}; empty when it waits itself
 * @param library import path of the innermost frame outside of the runtime
 * @param leaf the innermost function outside of the runtime
 */
public record GoroutineGroup(
        WaitKind kind,
        Site site,
        Owner owner,
        List<Site> userFrames,
        String entry,
        String calls,
        String library,
        String leaf) {

    /** What stays the same for a goroutine in a profile and in a dump. */
    public Spot spot() {
        return new Spot(site, entry);
    }

    /** The main goroutine, which may wait forever by right. */
    public boolean main() {
        return entry.equals("main.main") || entry.startsWith("runtime.");
    }

    /**
     * A place where goroutines of one kind wait.
     *
     * @param entry the function that they run
     */
    public record Spot(Site site, String entry) {}
}
