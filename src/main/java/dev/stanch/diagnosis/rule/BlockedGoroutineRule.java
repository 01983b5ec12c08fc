package dev.stanch.diagnosis.rule;

import dev.stanch.diagnosis.rule.Candidate.Goroutines;
import dev.stanch.leak.Cause;
import dev.stanch.leak.Confidence;
import dev.stanch.leak.Evidence;
import dev.stanch.leak.Fix;
import dev.stanch.scan.ChannelFacts;
import dev.stanch.scan.WaitFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
            case SELECT -> "No case of the select becomes ready" + exit(facts) + ".";
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

    private static String exit(@Nullable WaitFacts facts) {
        return facts == null || facts.exitDependsOn().isEmpty()
                ? ""
                : "; the way out depends on " + facts.exitDependsOn() + ", which does not come";
    }

    static Fix fix(Goroutines g, @Nullable WaitFacts facts) {
        String place = "At " + g.site().place() + ":";
        return switch (g.group().kind()) {
            case CHAN_SEND ->
                    facts != null && !facts.inLoop()
                            ? Fixes.of("buffered-send", place + made(facts))
                            : Fixes.of("context-cancel", place);
            case CHAN_RECEIVE, NIL_CHAN_SEND, NIL_CHAN_RECEIVE -> Fixes.of("close-channel", place);
            case MUTEX_LOCK, RWMUTEX_LOCK, RWMUTEX_RLOCK, SEMACQUIRE ->
                    Fixes.of("unlock-defer", place);
            case WAIT_GROUP -> Fixes.of("waitgroup-done", place);
            case COND_WAIT -> Fixes.of("cond-broadcast", place);
            case IO_WAIT, SYSCALL -> Fixes.of("io-deadline", place);
            case SELECT, SELECT_NO_CASES, COROUTINE, SLEEP, RUNNING, FINALIZER, RUNTIME, OTHER ->
                    Fixes.of("context-cancel", place);
        };
    }
}
