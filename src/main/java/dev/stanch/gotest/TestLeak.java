package dev.stanch.gotest;

import dev.stanch.leak.Finding;

/**
 * A finding and the test it is blamed on.
 *
 * @param folder of the package under test
 * @param test its full name; empty when it is no test's
 */
public record TestLeak(String folder, String test, Finding finding) {
    /** What stays the same when lines move: for baselines, and to know it again in another run. */
    public String key() {
        return test
                + "\t"
                + finding.site().function()
                + "\t"
                + (finding.origin() == null ? "" : finding.origin().function());
    }

    /** How many goroutines, or objects. */
    public long count() {
        Long count = finding.count();
        return count == null ? 0 : count;
    }

    /** The test in words. */
    public String named() {
        return test.isEmpty() ? "no test (init, TestMain or the package)" : test;
    }
}
