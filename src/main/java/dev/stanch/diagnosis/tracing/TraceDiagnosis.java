package dev.stanch.diagnosis.tracing;

import dev.stanch.diagnosis.observation.Owners;
import dev.stanch.leak.Cause;
import dev.stanch.leak.Confidence;
import dev.stanch.leak.Evidence;
import dev.stanch.leak.Finding;
import dev.stanch.leak.Remedies;
import dev.stanch.leak.Report;
import dev.stanch.leak.Site;
import dev.stanch.leak.Verdict;
import dev.stanch.trace.summary.CreationSite;
import dev.stanch.trace.summary.Summary;
import dev.stanch.trace.wire.Frame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which creation sites leak. "Alive at the end" alone is no leak: what counts is that goroutines of
 * a site were created all through the trace and did not end.
 */
public final class TraceDiagnosis {
    /** Fewer living ones tell nothing. */
    private static final int LEAST = 3;

    /** A site whose goroutines end is not leaking, whatever lives at the end. */
    private static final double MOST_ENDED = 0.5;

    /** Shorter traces cannot tell a leak from a start. */
    private static final double SURE_SECONDS = 2;

    /** Shorter ones cannot say that nothing leaks. */
    private static final double CLEAN_SECONDS = 10;

    private final Owners owners = new Owners();

    /**
     * @param name of the trace
     * @param at when it was taken
     * @param incomplete what of it could not be read
     */
    public Report judge(String name, Instant at, Summary trace, List<String> incomplete) {
        List<Finding> findings = new ArrayList<>();
        for (CreationSite site : trace.sites()) {
            Confidence confidence = confidence(site, trace.seconds());
            if (confidence != null) {
                findings.add(finding(site, confidence, trace.seconds()));
            }
        }
        findings.sort(
                Comparator.comparing(Finding::confidence)
                        .thenComparingLong(f -> f.count() == null ? 0L : -f.count()));
        boolean likely = findings.stream().anyMatch(f -> f.confidence() == Confidence.LIKELY);
        List<String> gaps = new ArrayList<>(incomplete);
        boolean isShort = trace.seconds() < CLEAN_SECONDS;
        if (!likely && isShort) {
            gaps.add(
                    String.format(
                            Locale.ROOT,
                            "the trace is %.1f s long; slow leaks show in %.0f s or more",
                            trace.seconds(),
                            CLEAN_SECONDS));
        }
        boolean sure = findings.isEmpty() && gaps.isEmpty();
        Verdict verdict = likely ? Verdict.LEAKING : sure ? Verdict.CLEAN : Verdict.UNSURE;
        return new Report(
                name,
                at,
                trace.seconds(),
                verdict,
                summary(verdict, findings),
                findings,
                List.of(),
                null,
                Map.of("trace format", "go 1." + trace.version()),
                null,
                0,
                null,
                List.of(),
                gaps);
    }

    private static String summary(Verdict verdict, List<Finding> findings) {
        return switch (verdict) {
            case LEAKING ->
                    "goroutines are created and never end at "
                            + findings.stream()
                                    .filter(f -> f.confidence() == Confidence.LIKELY)
                                    .count()
                            + " place(s)";
            case CLEAN -> "no place created goroutines that stayed";
            case UNSURE ->
                    findings.isEmpty()
                            ? "no place created goroutines that stayed, but little was seen"
                            : "goroutines stayed, but too little was seen to call it a leak";
        };
    }

    /** Null where nothing points to a leak. */
    private @Nullable Confidence confidence(CreationSite site, double seconds) {
        long stayed = site.created() - site.ended();
        boolean few = stayed < LEAST || site.ended() > MOST_ENDED * site.created();
        if (few || site.creator() == null || !isUsers(site)) {
            return null;
        }
        List<Long> alive = site.aliveOverTime();
        long first = alive.get(1);
        long second = alive.get(3);
        long third = alive.get(5);
        long fourth = alive.get(7);
        boolean risesThroughout = first < second && second < third && third < fourth;
        boolean keepsPace = fourth - third >= (fourth - first) / 8;
        boolean rises = second < fourth;
        if (risesThroughout && keepsPace && seconds >= SURE_SECONDS) {
            return Confidence.LIKELY;
        }
        return rises ? Confidence.SUSPECT : null;
    }

    private boolean isUsers(CreationSite site) {
        Frame creator = site.creator();
        boolean users = creator != null && isUsers(creator);
        return users
                || site.waits().stream().anyMatch(w -> w.stack().stream().anyMatch(this::isUsers));
    }

    private boolean isUsers(Frame frame) {
        return owners.of(frame.function(), frame.file()).user();
    }

    private Finding finding(CreationSite site, Confidence confidence, double seconds) {
        CreationSite.@Nullable Waiting main =
                site.waits().isEmpty() ? null : site.waits().getFirst();
        String reason = main == null ? "" : main.reason();
        boolean blocked = main != null && main.state().equals("Waiting") && !reason.equals("sleep");
        Site where = where(site, main);
        long stayed = site.created() - site.ended();
        Frame creator = site.creator();
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(
                Evidence.of(
                        "execution trace",
                        String.format(
                                Locale.ROOT,
                                "%d created and %d ended in %.1f s",
                                site.created(),
                                site.ended(),
                                seconds),
                        (double) stayed));
        evidence.add(
                Evidence.of(
                        "execution trace",
                        "alive at each eighth of the trace: " + site.aliveOverTime()));
        if (main != null) {
            evidence.add(
                    Evidence.of(
                            "execution trace",
                            String.format(
                                    Locale.ROOT,
                                    "%d of the %d living ones: %s%s, the longest without a move for"
                                            + " %.1f s",
                                    main.count(),
                                    site.alive(),
                                    main.state().toLowerCase(Locale.ROOT),
                                    reason.isEmpty() ? "" : " (" + reason + ")",
                                    main.longestNanos() / 1e9),
                            (double) main.count()));
        }
        return new Finding(
                blocked ? Cause.BLOCKED_GOROUTINE : Cause.ENDLESS_GOROUTINE,
                confidence,
                where,
                creator == null ? null : site(creator),
                null,
                reason.isEmpty() ? null : reason,
                main == null || !blocked ? null : main.longestNanos() / 1e9,
                stayed,
                site.growthPerSecond(),
                null,
                null,
                null,
                evidence,
                why(site, blocked, reason),
                Remedies.of(remedy(blocked, reason)).fix(),
                null);
    }

    private static String why(CreationSite site, boolean blocked, String reason) {
        String what =
                blocked
                        ? "then waits" + (reason.isEmpty() ? "" : " in " + reason) + " for good"
                        : "then runs or sleeps on without an end";
        return "Goroutines in "
                + site.function()
                + " were created all through the trace; each one "
                + what
                + ".";
    }

    /** The user's innermost frame where it waits; else where the goroutine begins. */
    private Site where(CreationSite site, CreationSite.@Nullable Waiting main) {
        List<Frame> stack = main == null ? List.of() : main.stack();
        for (Frame frame : stack) {
            if (isUsers(frame)) {
                return site(frame);
            }
        }
        if (!stack.isEmpty()) {
            return site(stack.getFirst());
        }
        return new Site(site.function(), "", 0);
    }

    private static Site site(Frame frame) {
        return new Site(frame.function(), frame.file(), (int) frame.line());
    }

    private static String remedy(boolean blocked, String reason) {
        if (!blocked) {
            return "loop-exit";
        }
        return switch (reason) {
            case "chan send" -> "buffered-send";
            case "chan receive" -> "close-channel";
            case "sync.(*Cond).Wait" -> "cond-broadcast";
            case "sync" -> "unlock-defer";
            case "network" -> "io-deadline";
            default -> "cancel-context";
        };
    }
}
