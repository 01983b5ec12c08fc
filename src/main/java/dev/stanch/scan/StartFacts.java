package dev.stanch.scan;

/**
 * One {@code go} statement.
 *
 * @param callee what it starts: a function's name, or {@code func literal}
 * @param inHandler whether the enclosing function looks like a request handler or callback
 * @param passesDone whether the started function receives or captures a context or stop channel and
 *     uses it
 * @param waitGroup whether the started function reports to a WaitGroup (Done) or is started by its
 *     Go method
 * @param guarded whether the number of goroutines that the statement has running at one time is
 *     bounded by the code around it
 * @param guard what bounds it, in the source's words; empty when nothing does
 */
public record StartFacts(
        String text,
        String function,
        int line,
        String callee,
        boolean inLoop,
        boolean inHandler,
        boolean passesDone,
        boolean waitGroup,
        boolean guarded,
        String guard) {}
