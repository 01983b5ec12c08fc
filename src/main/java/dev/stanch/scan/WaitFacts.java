package dev.stanch.scan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the code at one line waits.
 *
 * @param text the trimmed source line
 * @param channel the channel, lock, group or connection expression; empty when there is none
 * @param timerChannel whether the channel is a timer's or ticker's
 * @param timerLine where that timer is made, 0 when unknown
 * @param timerKind {@code time.NewTicker}, {@code time.Tick}, …; empty when there is no timer
 * @param timerStopped whether a Stop of that timer is in sight
 * @param arms the arms when the line belongs to a {@code select}
 * @param loopHasExit whether the innermost endless loop around the line can end by return, break,
 *     condition, panic or exit
 * @param exitDependsOn what ends it: a channel, a condition, a context; empty when nothing does
 * @param ioDeadline whether the I/O at the line has a deadline or timeout in sight
 * @param function the enclosing function as a profile names it
 */
public record WaitFacts(
        WaitForm form,
        String text,
        String channel,
        boolean timerChannel,
        int timerLine,
        String timerKind,
        boolean timerStopped,
        List<SelectArm> arms,
        boolean inLoop,
        boolean loopHasExit,
        String exitDependsOn,
        @Nullable ChannelFacts channelFacts,
        boolean ioDeadline,
        String function,
        int functionLine,
        int functionEndLine) {
    public WaitFacts {
        arms = List.copyOf(arms);
    }
}
