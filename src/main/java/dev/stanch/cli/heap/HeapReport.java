package dev.stanch.cli.heap;

import dev.stanch.diagnosis.observation.Owners;
import dev.stanch.heap.Answers;
import dev.stanch.heap.Taken;
import dev.stanch.heap.Waiters;
import dev.stanch.heap.root.Goroutine;
import dev.stanch.leak.Cause;
import dev.stanch.leak.Confidence;
import dev.stanch.leak.Evidence;
import dev.stanch.leak.Finding;
import dev.stanch.leak.Fix;
import dev.stanch.leak.Report;
import dev.stanch.leak.Site;
import dev.stanch.leak.Verdict;
import dev.stanch.process.BuildInfo;
import dev.stanch.process.GoBinary;
import dev.stanch.process.ProcessFrame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Findings from a heap image: goroutines that nothing can wake, with the memory they keep. */
final class HeapReport {
    private static final String SOURCE = "heap image";

    private final GoBinary binary;
    private final Taken taken;
    private final Answers answers;
    private final Owners owners = new Owners();

    HeapReport(GoBinary binary, Taken taken, Answers answers) {
        this.binary = binary;
        this.taken = taken;
        this.answers = answers;
        BuildInfo build = binary.buildInfo();
        if (build != null) {
            owners.mainModule(build.mainModule());
        }
    }

    Report report(String target, Instant started) {
        List<Finding> findings =
                answers.waiters().stream().filter(Waiters::stuck).map(this::finding).toList();
        long leaked = findings.stream().mapToLong(f -> f.count() == null ? 0 : f.count()).sum();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Go version", binary.goVersion());
        facts.put(
                "live heap",
                HeapText.bytes(answers.bytes()) + " in " + answers.objects() + " objects");
        facts.put("goroutines", String.valueOf(answers.goroutines()));
        facts.put("stopped", String.format(Locale.ROOT, "%.0f ms", taken.stoppedNanos() / 1e6));
        List<String> incomplete = new ArrayList<>(answers.incomplete());
        incomplete.add(
                "finalizers and cleanups that wait for their turn are not read: who is woken only by"
                        + " one of them would be called lost");
        incomplete.add("one image shows what is kept, not whether it grows: take it again later");
        return new Report(
                target,
                started,
                taken.stoppedNanos() / 1e9,
                findings.isEmpty() ? Verdict.UNSURE : Verdict.LEAKING,
                findings.isEmpty()
                        ? "no goroutine is stuck for good; what grows takes two looks"
                        : leaked + " goroutines can never wake",
                findings,
                List.of(),
                null,
                facts,
                null,
                0,
                null,
                List.of(),
                incomplete);
    }

    private Finding finding(Waiters group) {
        Goroutine example = group.example();
        String what = example.waitReason();
        return new Finding(
                Cause.BLOCKED_GOROUTINE,
                Confidence.PROVEN,
                site(example),
                origin(example),
                null,
                what,
                null,
                (long) group.count(),
                null,
                group.bytes(),
                null,
                null,
                List.of(
                        Evidence.of(
                                SOURCE,
                                group.count()
                                        + " goroutines wait where nothing that runs can reach; only"
                                        + " they keep "
                                        + HeapText.bytes(group.bytes())
                                        + " in "
                                        + group.objects()
                                        + " objects",
                                group.count())),
                "No goroutine that can still run, and no global variable, leads to what they wait"
                        + " for: nothing can wake them.",
                fix(what),
                null);
    }

    private static Fix fix(String wait) {
        String advice =
                wait.startsWith("chan send")
                        ? "Give the channel room for one result, or select on the context as well, so"
                                + " that the sender can end when nobody receives."
                        : wait.startsWith("chan receive")
                                ? "Close the channel when the last sender ends, or select on the"
                                        + " context as well."
                                : wait.startsWith("select")
                                        ? "Add a case that ends the wait, such as ctx.Done(), and"
                                                + " cancel it on every path."
                                        : "Release what is waited for on every path: defer Unlock,"
                                                + " defer Done.";
        return new Fix(advice, Fix.Grade.REVIEW, null, null);
    }

    /** The innermost frame of the user's code. */
    Site site(Goroutine goroutine) {
        Site first = null;
        for (int i = 0; i < goroutine.stack().size(); i++) {
            long pc = goroutine.stack().get(i);
            for (ProcessFrame frame : binary.symbolize(i == 0 ? pc : pc - 1, taken.bias())) {
                Site site = new Site(frame.function(), frame.file(), frame.line());
                if (isUsers(site)) {
                    return site;
                }
                first = first == null && !frame.function().startsWith("runtime.") ? site : first;
            }
        }
        return first != null ? first : new Site("?", "?", 0);
    }

    private boolean isUsers(Site site) {
        return switch (owners.of(site.function(), site.file())) {
            case RUNTIME, STANDARD -> false;
            default -> true;
        };
    }

    private @Nullable Site origin(Goroutine goroutine) {
        if (goroutine.creator() == 0) {
            return null;
        }
        List<ProcessFrame> frames = binary.symbolize(goroutine.creator() - 1, taken.bias());
        if (frames.isEmpty()) {
            return null;
        }
        ProcessFrame frame = frames.getFirst();
        return new Site(frame.function(), frame.file(), frame.line());
    }
}
