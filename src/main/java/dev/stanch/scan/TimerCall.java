package dev.stanch.scan;

/**
 * A call that arms a timer or makes a cancellable context.
 *
 * @param call {@code time.NewTicker}, {@code context.WithCancel}, …
 * @param stopped whether a Stop of the result, or a call of the cancel function, is in sight
 * @param dropped whether the result is thrown away
 * @param rearms whether the timer's own function arms it again
 * @param file where the call stands; {@code line} and {@code function} are there
 */
public record TimerCall(
        String call,
        int line,
        boolean stopped,
        boolean dropped,
        boolean rearms,
        String file,
        String function) {}
