package dev.stanch.gotest;

import dev.stanch.diagnosis.observation.Observation;
import dev.stanch.goroutine.CreatedBy;
import dev.stanch.goroutine.Frame;
import dev.stanch.goroutine.WaitKind;
import dev.stanch.goroutine.group.Group;
import dev.stanch.leak.Cause;
import dev.stanch.leak.Confidence;
import dev.stanch.leak.Evidence;
import dev.stanch.leak.Finding;
import dev.stanch.leak.Fix;
import dev.stanch.leak.Site;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a leftover is in the words of the contract. */
public final class TestFindings {
    private final Observation observation = new Observation();

    public TestLeak of(Leftover leftover) {
        return new TestLeak(leftover.folder(), leftover.test(), finding(leftover));
    }

    private Finding finding(Leftover leftover) {
        Group group = leftover.group();
        WaitKind kind = group.waitKind();
        boolean runs = kind == WaitKind.RUNNING || kind == WaitKind.SLEEP;
        boolean certain = kind.certainLeak() || group.leaked() > 0;
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(
                Evidence.of(
                        "go test",
                        "left behind by %s in %s"
                                .formatted(
                                        leftover.test().isEmpty()
                                                ? "no test (init, TestMain or the package)"
                                                : leftover.test(),
                                        leftover.folder()),
                        (double) group.count()));
        if (kind.certainLeak()) {
            evidence.add(
                    Evidence.of(
                            "goroutine dump", "the wait \"" + kind.goName() + "\" can never end"));
        }
        if (group.leaked() > 0) {
            evidence.add(
                    Evidence.of(
                            "leak profile",
                            "the runtime found that nothing can wake them",
                            (double) group.leaked()));
        }
        return new Finding(
                runs ? Cause.ENDLESS_GOROUTINE : Cause.BLOCKED_GOROUTINE,
                certain ? Confidence.PROVEN : Confidence.LIKELY,
                site(group),
                origin(group.createdBy()),
                null,
                group.state(),
                group.mostMinutes() == 0 ? null : group.mostMinutes() * 60.0,
                group.count(),
                null,
                null,
                null,
                null,
                evidence,
                certain
                        ? "The wait can never end, and the test is over."
                        : "It was still there when all tests were over and the number of goroutines"
                                + " had come to rest.",
                new Fix(
                        runs
                                ? "Give the loop a way out, and take it in t.Cleanup."
                                : "End it before the test ends: close the channel, cancel the context or"
                                        + " stop the owner in t.Cleanup, and wait for the goroutine.",
                        Fix.Grade.REVIEW,
                        null,
                        null),
                null);
    }

    private Site site(Group group) {
        Frame frame = observation.site(group.stack());
        Frame shown = frame == null ? group.stack().getFirst() : frame;
        return new Site(shown.function(), shown.file(), shown.line());
    }

    private static @Nullable Site origin(@Nullable CreatedBy by) {
        return by == null ? null : new Site(by.function(), by.file(), by.line());
    }
}
