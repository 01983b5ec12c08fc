package dev.stanch.goroutine.crash;

import dev.stanch.goroutine.Frame;
import java.util.List;
import java.util.Optional;

/**
 * The part of a stack that repeats: of an overflow the runtime prints the 50 innermost and the 50
 * outermost calls and how many it left out between them.
 *
 * @param cycle the functions of one round, from the caller to the called
 * @param times how many rounds there are, at least; with those left out
 */
public record Recursion(List<Frame> cycle, long times) {
    private static final int LONGEST = 30;
    private static final int LEAST_TIMES = 4;

    public Recursion {
        cycle = List.copyOf(cycle);
    }

    /**
     * The shortest round that explains the longest run of the stack; empty when less than four
     * rounds stand together.
     *
     * @param stack leaf first
     * @param elided how many calls were left out within it
     */
    public static Optional<Recursion> of(List<Frame> stack, int elided) {
        int bestRun = 0;
        int bestPeriod = 0;
        int bestStart = 0;
        for (int period = 1; period <= Math.min(LONGEST, stack.size() / LEAST_TIMES); period++) {
            int longest = 0;
            int end = 0;
            int run = 0;
            for (int i = 0; i + period < stack.size(); i++) {
                run = same(stack.get(i), stack.get(i + period)) ? run + 1 : 0;
                if (run > longest) {
                    longest = run;
                    end = i + 1;
                }
            }
            // A multiple of the true period explains as much, never more.
            if (longest >= (LEAST_TIMES - 1) * period && longest > bestRun) {
                bestRun = longest + period;
                bestPeriod = period;
                bestStart = end - longest;
            }
        }
        if (bestPeriod == 0) {
            return Optional.empty();
        }
        List<Frame> round = stack.subList(bestStart, bestStart + bestPeriod).reversed();
        return Optional.of(new Recursion(round, (bestRun + (long) elided) / bestPeriod));
    }

    private static boolean same(Frame one, Frame other) {
        return one.function().equals(other.function());
    }
}
