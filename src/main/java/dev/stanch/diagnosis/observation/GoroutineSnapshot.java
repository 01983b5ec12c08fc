package dev.stanch.diagnosis.observation;

import dev.stanch.goroutine.WaitKind;
import dev.stanch.leak.Site;
import dev.stanch.profile.Profile;
import java.util.HashMap;
import java.util.Map;

/**
 * The groups of one goroutine profile.
 *
 * @param seconds since the start of the observation
 * @param total all goroutines
 */
public record GoroutineSnapshot(double seconds, long total, Map<GoroutineGroup, Long> groups) {
    private static final int MOST_FRAMES = 24;

    static GoroutineSnapshot of(double seconds, Profile profile, Owners owners) {
        Map<GoroutineGroup, Long> groups = new HashMap<>();
        ProfileStacks reader = new ProfileStacks(profile, owners);
        long total = 0;
        for (int sample = 0; sample < profile.samples(); sample++) {
            long count = profile.value(sample, 0);
            StackFrames stack = reader.of(sample);
            if (stack.site() >= 0) {
                groups.merge(group(stack, waitKind(stack)), count, Long::sum);
            }
            total += count;
        }
        return new GoroutineSnapshot(seconds, total, groups);
    }

    private static WaitKind waitKind(StackFrames stack) {
        return WaitKind.ofStack(stack.frames().stream().map(Site::function).toList());
    }

    /** How goroutines with a stack that has a site wait. */
    static GoroutineGroup group(StackFrames stack, WaitKind kind) {
        int site = stack.site();
        return new GoroutineGroup(
                kind,
                stack.frames().get(site),
                stack.owners().get(site),
                stack.userFrames(MOST_FRAMES),
                stack.entry(),
                stack.calledBySite(),
                stack.innermostPackage(),
                stack.leaf());
    }
}
