package dev.stanch.diagnosis.rule;

import dev.stanch.diagnosis.rule.Candidate.Goroutines;
import dev.stanch.leak.Cause;
import dev.stanch.leak.Confidence;
import dev.stanch.leak.Evidence;
import dev.stanch.leak.Fix;
import dev.stanch.scan.ArmKind;
import dev.stanch.scan.ChannelFacts;
import dev.stanch.scan.WaitFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Goroutines that wait for somebody who does not come: the cause of all that wait and that no other
 * rule explains.
 */
final class BlockedGoroutineRule implements Rule {
    @Override
    public Cause cause() {
        return Cause.BLOCKED_GOROUTINE;
    }

    @Override
    public Optional<Conclusion> explain(Leak leak, Knowledge knowledge) {
        return leak.main() instanceof Goroutines g ? explain(leak, g, knowledge) : Optional.empty();
    }

    private static Optional<Conclusion> explain(Leak leak, Goroutines g, Knowledge knowledge) {
        @Nullable WaitFacts facts =
                knowledge.code().waitAt(g.site().file(), g.site().line()).orElse(null);
        Optional<Confidence> confidence = Sureness.of(g, facts, knowledge);
        if (confidence.isEmpty()) {
            return Optional.empty();
        }
        List<Evidence> evidence = new ArrayList<>(Facts.of(leak));
        if (facts != null) {
            evidence.add(Evidence.of("source", g.site().place() + ": " + facts.text()));
        }
        return Optional.of(
                new Conclusion(
                        confidence.get(),
                        null,
                        Origins.of(g, knowledge),
                        null,
                        evidence,
                        why(g, facts),
                        fix(g, facts)));
    }

    private static String why(Goroutines g, @Nullable WaitFacts facts) {
        String channel = facts == null || facts.channel().isEmpty() ? "" : " " + facts.channel();
        String made = made(facts);
        return switch (g.group().kind()) {
            case CHAN_SEND ->
                    "They wait to send on%s%s, and nobody receives from it any more."
                            .formatted(channel.isEmpty() ? " a channel" : channel, made);
            case CHAN_RECEIVE ->
                    "They wait to receive from%s%s, and nobody sends or closes it."
                            .formatted(channel.isEmpty() ? " a channel" : channel, made);
            case NIL_CHAN_SEND, NIL_CHAN_RECEIVE ->
                    "The channel%s is nil: this wait never ends.".formatted(channel);
            case SELECT -> "No case of the select becomes ready" + arms(facts) + exit(facts) + ".";
            case SELECT_NO_CASES -> "A select without cases blocks for ever.";
            case MUTEX_LOCK, RWMUTEX_LOCK, RWMUTEX_RLOCK, SEMACQUIRE ->
                    "They queue for%s, which its holder does not unlock (an early return, a panic, or a lock taken twice)."
                            .formatted(channel.isEmpty() ? " a lock" : channel);
            case WAIT_GROUP ->
                    "The WaitGroup's counter never reaches zero: a Done is missing on some path.";
            case COND_WAIT -> "Nobody signals the condition after they began to wait.";
            case IO_WAIT, SYSCALL ->
                    "They wait for I/O that has no deadline, and the other side stays silent.";
            case COROUTINE ->
                    "An iter.Pull iterator was left without its stop function being called.";
            case SLEEP, RUNNING, FINALIZER, RUNTIME, OTHER -> "They do not end.";
        };
    }

    private static String made(@Nullable WaitFacts facts) {
        ChannelFacts channel = facts == null ? null : facts.channelFacts();
        if (channel == null || channel.madeLine() == 0) {
            return "";
        }
        String size = channel.capacity().equals("0") ? "unbuffered, " : "";
        return " (%smade at line %d%s)"
                .formatted(
                        size,
                        channel.madeLine(),
                        channel.closed() || channel.escapes() ? "" : ", closed nowhere");
    }

    private static String arms(@Nullable WaitFacts facts) {
        if (facts == null || facts.arms().isEmpty()) {
            return "";
        }
        return facts.arms().stream()
                .map(arm ->
                        (arm.kind() == ArmKind.SEND ? "send to " : "")
                                + (arm.channel().isEmpty() ? "default" : arm.channel()))
                .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String exit(@Nullable WaitFacts facts) {
        return facts == null || facts.exitDependsOn().isEmpty()
                ? ""
                : "; the way out depends on " + facts.exitDependsOn() + ", which does not come";
    }

    private static Fix fix(Goroutines g, @Nullable WaitFacts facts) {
        String place = g.site().place();
        String what = facts == null || facts.channel().isEmpty() ? "" : facts.channel();
        return switch (g.group().kind()) {
            case CHAN_SEND -> send(place, what, facts);
            case NIL_CHAN_SEND, NIL_CHAN_RECEIVE ->
                    new Fix(
                            "Make %s before anybody sends or receives: a nil channel blocks for ever, and closing it panics."
                                    .formatted(what.isEmpty() ? "the channel" : what),
                            Fix.Grade.REVIEW,
                            null,
                            null);
            case CHAN_RECEIVE ->
                    Fixes.of(
                            "close-channel",
                            what.isEmpty()
                                    ? "At " + place + ":"
                                    : "Close %s on every path once nothing more is sent, so that %s ends."
                                            .formatted(what, place));
            case MUTEX_LOCK, RWMUTEX_LOCK, RWMUTEX_RLOCK, SEMACQUIRE ->
                    Fixes.of(
                            "unlock-defer",
                            what.isEmpty()
                                    ? "At " + place + ":"
                                    : "Look for the path that locks %s and returns without unlocking it."
                                            .formatted(what));
            case WAIT_GROUP ->
                    Fixes.of(
                            "waitgroup-done",
                            "Look for the path that skips Done for the Wait at " + place + ".");
            case COND_WAIT -> Fixes.of("cond-broadcast", "For the Wait at " + place + ":");
            case IO_WAIT, SYSCALL -> Fixes.of("io-deadline", "Before the call at " + place + ":");
            case SELECT, SELECT_NO_CASES, COROUTINE, SLEEP, RUNNING, FINALIZER, RUNTIME, OTHER ->
                    Fixes.of("context-cancel", select(place, facts));
        };
    }

    private static Fix send(String place, String channel, @Nullable WaitFacts facts) {
        if (facts == null || facts.inLoop()) {
            return Fixes.of("context-cancel", "At " + place + ":");
        }
        ChannelFacts made = facts.channelFacts();
        String where =
                made == null || made.madeLine() == 0
                        ? ""
                        : ", made at line " + made.madeLine() + ",";
        return Fixes.of(
                "buffered-send",
                "Give %s%s room for what is sent at %s, so that the sender can leave."
                        .formatted(channel.isEmpty() ? "the channel" : channel, where, place));
    }

    private static String select(String place, @Nullable WaitFacts facts) {
        return facts == null || facts.exitDependsOn().isEmpty()
                ? "At " + place + ":"
                : "The select at %s ends only by %s: see to it that this comes for every goroutine."
                        .formatted(place, facts.exitDependsOn());
    }
}
