package dev.stanch.diagnosis.rule;

import java.util.List;

/** All rules, the most specific first: the first that explains a leak names its cause. */
public final class Rules {
    private Rules() {}

    public static List<Rule> all() {
        return List.of(
                new UnstoppedTimerRule(),
                new EndlessGoroutineRule(),
                new BlockedGoroutineRule(),
                new ReferenceCycleRule(),
                new RetainedArrayRule(),
                new GrowingCollectionRule(),
                new NativeMemoryRule());
    }
}
