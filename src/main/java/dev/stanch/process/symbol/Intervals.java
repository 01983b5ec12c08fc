package dev.stanch.process.symbol;

import dev.stanch.io.FormatException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/** Ranges of addresses with a number each; they may overlap. First all are added, then asked. */
final class Intervals {
    private record Interval(long from, long to, int number) {}

    private static final Comparator<Interval> BY_START =
            (a, b) -> Long.compareUnsigned(a.from(), b.from());

    /** Of memory: a section has at most one range in two bytes. */
    private static final int COST = 128;

    private static final int MOST_STEPS = 1 << 14;

    private final List<Interval> intervals = new ArrayList<>();

    /** The largest end among the intervals up to each, so that a search knows where to stop. */
    private long[] reach = new long[0];

    /** Leaves out empty ones, and those of code that the linker dropped and set to address 0. */
    void add(Budget budget, long from, long to, int number) throws FormatException {
        if (from != 0 && Long.compareUnsigned(from, to) < 0) {
            budget.spend(COST);
            intervals.add(new Interval(from, to, number));
        }
    }

    void freeze() {
        intervals.sort(BY_START);
        reach = new long[intervals.size()];
        long most = 0;
        for (int i = 0; i < reach.length; i++) {
            long end = intervals.get(i).to();
            most = Long.compareUnsigned(end, most) > 0 ? end : most;
            reach[i] = most;
        }
    }

    /**
     * Goes over the intervals that hold the address, the one that starts last first, until the
     * visitor has enough.
     *
     * @param enough takes the interval's number and tells whether to stop
     */
    void visit(long address, IntPredicate enough) {
        int low = 0;
        int high = intervals.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(intervals.get(middle).from(), address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int last = Math.max(low - MOST_STEPS, 0);
        for (int i = low - 1; i >= last && Long.compareUnsigned(reach[i], address) > 0; i--) {
            Interval interval = intervals.get(i);
            if (Long.compareUnsigned(address, interval.to()) < 0
                    && enough.test(interval.number())) {
                return;
            }
        }
    }
}
